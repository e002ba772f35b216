package dev.millrace.processor.sqs;

import java.util.Base64;

import dev.millrace.processor.Gzip;
import dev.millrace.processor.LargeLetters;

/**
 * Bytes as text.
 *
 * @param encoding {@value #PLAIN}, {@value #COMPRESSED}, or {@value #ELSEWHERE} where the text is the place at which they lie
 * @param text the bytes in that encoding
 */
record Encoded(String encoding, String text) {

	static final String PLAIN = "base64";
	static final String COMPRESSED = "gzip+base64";
	static final String ELSEWHERE = "uri";

	static Encoded plain(byte[] bytes) {
		return new Encoded(PLAIN, Base64.getEncoder().encodeToString(bytes));
	}

	static Encoded compressed(byte[] bytes) {
		return new Encoded(COMPRESSED, Base64.getEncoder().encodeToString(Gzip.pack(bytes)));
	}

	static Encoded elsewhere(String uri) {
		return new Encoded(ELSEWHERE, uri);
	}

	/** @param large where the bytes are if they are elsewhere */
	byte[] bytes(LargeLetters large) {
		return switch (encoding) {
			case PLAIN -> Base64.getDecoder().decode(text);
			case COMPRESSED -> Gzip.unpack(Base64.getDecoder().decode(text));
			case ELSEWHERE -> large.read(text);
			default -> throw new IllegalArgumentException("There is no encoding '%s'".formatted(encoding));
		};
	}
}
