package dev.millrace.file.s3;

import java.net.URI;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where objects lie.
 *
 * @param bucket the bucket's name
 * @param pathStyle whether the bucket stands in the path of an address, not in its host's name, as all but S3 itself want it
 * @param publicEndpoint where clients find S3, if not where this service does
 */
@Validated
@ConfigurationProperties("millrace.file")
record BucketSettings(@DefaultValue("millrace-files") @NotBlank String bucket, @DefaultValue("false") boolean pathStyle,
		Optional<URI> publicEndpoint) {}
