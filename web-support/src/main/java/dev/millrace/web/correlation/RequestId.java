package dev.millrace.web.correlation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/** The id of a request: the client's {@code X-Request-Id} where it is a plain word of up to 128 characters, else a new one. */
public final class RequestId {

	/** The header that brings it and takes it back. */
	public static final String HEADER = "X-Request-Id";

	private static final Pattern PLAIN = Pattern.compile("[\\w.:+/=-]{1,128}");
	private static final SecureRandom RANDOM = new SecureRandom();

	private RequestId() {}

	/** The request's id as sent, else a new one of 24 hexadecimal digits at each call. */
	public static String of(HttpServletRequest request) {
		String sent = request.getHeader(HEADER);
		return sent != null && PLAIN.matcher(sent).matches() ? sent : random();
	}

	private static String random() {
		byte[] bytes = new byte[12];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}
}
