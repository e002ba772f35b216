package dev.millrace.file.s3;

import java.net.URI;
import java.net.URISyntaxException;

import software.amazon.awssdk.services.s3.S3Utilities;

/**
 * Where clients find the bucket.
 *
 * @param region in which it lies
 * @param bucket its own address, where a form is posted to
 */
record Addresses(String region, URI bucket) {

	static Addresses of(S3Utilities utilities, String bucket, String region) {
		try {
			URI object = utilities.getUrl(url -> url.bucket(bucket).key("a")).toURI();
			String text = object.toString();
			return new Addresses(region, URI.create(text.substring(0, text.length() - "a".length())));
		} catch (URISyntaxException e) {
			throw new IllegalStateException("The SDK's address of the bucket is none", e);
		}
	}
}
