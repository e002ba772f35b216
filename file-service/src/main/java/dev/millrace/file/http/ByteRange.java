package dev.millrace.file.http;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The one range that a request asks for. */
final class ByteRange {

	private static final Pattern ONE = Pattern.compile("bytes=(?:(?<first>\\d{1,18})-(?<last>\\d{1,18})?|-\\d{1,18})");

	private ByteRange() {}

	/** Nothing for what is no range, or several: who asks for them has to be content with all of it (RFC 9110, section 14.2). */
	static Optional<String> of(@Nullable String header) {
		return Optional.ofNullable(header).map(text -> text.replace(" ", "")).filter(ByteRange::isOne);
	}

	private static boolean isOne(String text) {
		var range = ONE.matcher(text);
		return range.matches()
				&& (range.group("last") == null
						|| Long.parseLong(range.group("first")) <= Long.parseLong(range.group("last")));
	}
}
