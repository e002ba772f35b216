package dev.millrace.file;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a client said that it would send.
 *
 * @param name as the client has it; it names nothing here
 * @param contentType as the client has it; what counts is what is found in the content
 * @param bytes announced, 1 or more
 * @param sha256 of the content in lower-case hexadecimal, where the client gave it
 * @param tags the client's own words
 * @param key the id of the API key that asked
 * @param expiresAt when a slip that was not used is void
 * @param multipart where it comes in parts
 */
public record Upload(String name, String contentType, long bytes, Optional<String> sha256, Map<String, String> tags,
		String key, Instant expiresAt, Optional<Multipart> multipart) {

	public Upload {
		tags = Map.copyOf(tags);
	}

	/**
	 * An upload in parts.
	 *
	 * @param id the bucket's
	 * @param partBytes of each part but the last
	 */
	public record Multipart(String id, long partBytes) {

		/** How many parts content of this length has. */
		public int parts(long bytes) {
			return Math.toIntExact(Math.ceilDiv(bytes, partBytes));
		}

		/** Bytes of the part of this number, which counts from 1. */
		public long bytesOf(int number, long bytes) {
			return Math.min(partBytes, bytes - (number - 1) * partBytes);
		}
	}
}
