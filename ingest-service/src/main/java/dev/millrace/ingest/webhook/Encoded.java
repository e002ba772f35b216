package dev.millrace.ingest.webhook;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Signatures as they are written in headers. What is not in the form is no signature. */
final class Encoded {

	private Encoded() {}

	/** The bytes of hexadecimal digits, in either case. */
	static List<byte[]> hex(String text) {
		try {
			return List.of(HexFormat.of().parseHex(text));
		} catch (IllegalArgumentException _) {
			return List.of();
		}
	}

	/** The bytes of Base64 (RFC 4648, section 4). */
	static List<byte[]> base64(String text) {
		try {
			return List.of(Base64.getDecoder().decode(text));
		} catch (IllegalArgumentException _) {
			return List.of();
		}
	}
}
