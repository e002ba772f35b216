package dev.millrace.cloud.s3;

import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.gaul.s3proxy.checksum.FlexChecksum;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import dev.millrace.cloud.s3.protocol.Encoding;
import dev.millrace.cloud.s3.protocol.ObjectPath;
import dev.millrace.cloud.s3.protocol.S3Error;

/** What a form asks for. */
record FormUpload(String bucket, Map<String, String> fields, MultiPart.Part file) {
	private static final String METADATA = "x-amz-meta-";

	long bytes() {
		return file.getLength();
	}

	PutObjectRequest request() {
		return PutObjectRequest.builder()
				.bucket(bucket)
				.key(key())
				.contentLength(bytes())
				.contentType(fields.get("content-type"))
				.cacheControl(fields.get("cache-control"))
				.contentDisposition(fields.get("content-disposition"))
				.contentEncoding(fields.get("content-encoding"))
				.metadata(fields.entrySet()
						.stream()
						.filter(field -> field.getKey().startsWith(METADATA))
						.collect(Collectors.toMap(field -> field.getKey().substring(METADATA.length()),
								Map.Entry::getValue)))
				.build();
	}

	/** The content, which fails at its end where it does not have the checksum that the form names. */
	InputStream checked(InputStream content) {
		var checked = content;
		for (var checksum : FlexChecksum.values()) {
			var value = fields.get(checksum.header());
			if (value != null) {
				checked = checksum.wrapValidator(checked, value, bytes());
			}
		}
		return checked;
	}

	void answer(String eTag, Request request, Response response) {
		var redirect = fields.get("success_action_redirect");
		response.getHeaders().put(HttpHeader.ETAG, "\"" + eTag.replace("\"", "") + "\"");
		response.getHeaders().put(HttpHeader.LOCATION, redirect != null ? redirect : location(request));
		response.setStatus(redirect != null
				? HttpStatus.SEE_OTHER_303
				: switch (fields.getOrDefault("success_action_status", "")) {
					case "200" -> HttpStatus.OK_200;
					case "201" -> HttpStatus.CREATED_201;
					default -> HttpStatus.NO_CONTENT_204;
				});
	}

	private String key() {
		var key = fields.get("key");
		if (key == null || key.isEmpty()) {
			throw S3Error.invalidArgument("Bucket POST must contain a field named 'key'.");
		}
		return key;
	}

	private String location(Request request) {
		return "http://" + ObjectPath.host(request) + "/" + bucket + "/" + Encoding.encoded(key());
	}
}
