package dev.millrace.file.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How content is served so that it cannot hurt whoever looks at it: under the type that was found in it, if that is one of a
 * few, and to be saved rather than shown, unless nothing in it can act.
 *
 * @param mediaType to name as Content-Type
 * @param header the Content-Disposition, with a name as in RFC 6266 and RFC 8187
 */
record Disposition(String mediaType, String header) {

	private static final String ANY = "application/octet-stream";
	private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
	private static final Set<String> NAMED = Set.of("application/pdf", "text/plain", "text/csv", "application/json",
			"application/x-ndjson");
	/** What turns the direction of the text behind it, so that an .exe looks like a .png. */
	private static final Pattern TURNS = Pattern.compile("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
	/** What RFC 8187 lets stand in an extended value. */
	private static final String PLAIN = "!#$&+-.^_`|~";

	static Disposition of(Optional<String> sniffed, String name) {
		String type = sniffed.map(text -> text.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip()).orElse(ANY);
		boolean shown = SHOWN.contains(type);
		boolean named = shown || NAMED.contains(type);
		String plain = TURNS.matcher(name).replaceAll("");
		return new Disposition(named ? type : ANY, "%s; filename=\"%s\"; filename*=UTF-8''%s"
				.formatted(shown ? "inline" : "attachment", ascii(plain), extended(plain)));
	}

	/** For those who know no better: what could end the quotes, or is no plain letter, is an underscore. */
	private static String ascii(String name) {
		return name.replaceAll("[^ -~]|[\"\\\\%/]", "_");
	}

	private static String extended(String name) {
		var text = new StringBuilder();
		for (byte b : name.getBytes(UTF_8)) {
			char c = (char) (b & 0xff);
			boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
			text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
		}
		return text.toString();
	}
}
