package dev.millrace.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timestamps as CloudEvents writes them: RFC 3339, which is narrower than ISO 8601. */
final class Timestamps {

	private static final Pattern RFC_3339 = Pattern
			.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:)(\\d{2})(?:\\.(\\d+))?(Z|[+-]\\d{2}:\\d{2})");
	private static final int NANO_DIGITS = 9;

	private Timestamps() {}

	/** The instant meant, cut to nanoseconds; a leap second is the first instant after it. */
	static Optional<Instant> read(String text) {
		Matcher parts = RFC_3339.matcher(text.toUpperCase(Locale.ROOT));
		if (!parts.matches()) {
			return Optional.empty();
		}
		boolean leap = parts.group(2).equals("60");
		String second = leap ? "59" : parts.group(2);
		String fraction = parts.group(3) == null || leap ? "" : "." + cut(parts.group(3));
		try {
			var read = OffsetDateTime.parse(parts.group(1) + second + fraction + parts.group(4));
			return Optional.of(read.toInstant().plusSeconds(leap ? 1 : 0));
		} catch (DateTimeException _) {
			return Optional.empty();
		}
	}

	private static String cut(String digits) {
		return digits.substring(0, Math.min(digits.length(), NANO_DIGITS));
	}
}
