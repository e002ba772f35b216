package dev.millrace.event;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a Content-Type (RFC 9110, 8.3) that tells how data is written into an event. */
record MediaType(String essence, Optional<String> charsetName) {

	private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?",
			Pattern.CASE_INSENSITIVE);

	static MediaType of(String value) {
		int end = value.indexOf(';');
		String essence = (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
		var charset = CHARSET.matcher(value);
		return new MediaType(essence, charset.find() ? Optional.of(charset.group(1)) : Optional.empty());
	}

	/** As CloudEvents' JSON format tells it: the subtype or its suffix is {@code json}. */
	boolean isJson() {
		return essence.endsWith("/json") || essence.endsWith("+json");
	}

	/** Says of itself that it is text, so that bytes that are none are an error. */
	boolean isText() {
		return essence.startsWith("text/") || charset().isPresent();
	}

	/** Is text as a rule, though its encoding may be told inside or be another's to know. */
	boolean mayBeText() {
		return isText() || essence.endsWith("/xml") || essence.endsWith("+xml")
				|| essence.equals("application/x-www-form-urlencoded");
	}

	/** The declared charset, where there is one that this platform knows. */
	Optional<Charset> charset() {
		try {
			return charsetName.map(Charset::forName);
		} catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}
}
