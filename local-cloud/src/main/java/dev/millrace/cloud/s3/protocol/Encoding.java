package dev.millrace.cloud.s3.protocol;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Percent-encoding as signature version 4 defines it: all bytes but letters, digits and {@code -._~}. */
public final class Encoding {
	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private Encoding() {}

	public static String encoded(String text) {
		return encoded(text.getBytes(UTF_8), false);
	}

	/** A path with its slashes as they are, whether or not it came percent-encoded in the same way. */
	public static String canonicalPath(String path) {
		return encoded(bytes(path, false), true);
	}

	/** A part of a path. */
	public static String decoded(String text) {
		return new String(bytes(text, false), UTF_8);
	}

	/** A name or value of a query, where a plus is a space. */
	public static String decodedQuery(String text) {
		return new String(bytes(text, true), UTF_8);
	}

	private static String encoded(byte[] bytes, boolean keepSlashes) {
		var out = new StringBuilder(bytes.length + 16);
		for (byte b : bytes) {
			if (isUnreserved(b) || (keepSlashes && b == '/')) {
				out.append((char) b);
			} else {
				out.append('%').append(HEX.toHexDigits(b));
			}
		}
		return out.toString();
	}

	private static boolean isUnreserved(byte b) {
		return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '.'
				|| b == '_' || b == '~';
	}

	private static byte[] bytes(String text, boolean plusIsSpace) {
		var in = text.getBytes(UTF_8);
		var out = new ByteArrayOutputStream(in.length);
		for (int i = 0; i < in.length; i++) {
			if (in[i] == '%' && i + 2 < in.length && HexFormat.isHexDigit(in[i + 1])
					&& HexFormat.isHexDigit(in[i + 2])) {
				out.write(HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
				i += 2;
			} else {
				out.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
			}
		}
		return out.toByteArray();
	}
}
