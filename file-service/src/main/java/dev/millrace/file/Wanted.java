package dev.millrace.file;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A file that a client wants to send.
 *
 * @param bytes of its content
 * @param sha256 of its content in lower-case hexadecimal, if it is to be checked
 */
public record Wanted(String name, String contentType, long bytes, Optional<String> sha256, Map<String, String> tags) {

	Upload upload(String key, Instant expiresAt, Optional<Upload.Multipart> multipart) {
		return new Upload(name, contentType, bytes, sha256, tags, key, expiresAt, multipart);
	}
}
