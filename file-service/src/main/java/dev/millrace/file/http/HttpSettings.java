package dev.millrace.file.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files come and go through this service itself.
 *
 * @param simpleSize of a file that comes as multipart/form-data
 * @param downloads by a link to the bucket, or through here
 */
@Validated
@ConfigurationProperties("millrace.file")
record HttpSettings(@DefaultValue("10MB") DataSize simpleSize, @DefaultValue("REDIRECT") Way downloads) {

	/** How content leaves. */
	enum Way {
		/** 302 to a presigned URL. */
		REDIRECT,
		/** Streamed, with ranges. */
		STREAM
	}
}
