package dev.millrace.ingest.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/** How much a client wants to be told of events that were taken: RFC 7240's {@code Prefer: return=...}. */
enum Preference {
	/** A receipt an event. */
	REPRESENTATION,
	/** How many; and each refusal, since nobody could act on less. */
	MINIMAL;

	static final String HEADER = "Prefer";
	static final String APPLIED = "Preference-Applied";
	private static final Pattern RETURN = Pattern.compile("return\\s*=\\s*\"?(\\w+)\"?\\s*(?:;.*)?",
			Pattern.CASE_INSENSITIVE);

	/** The first that counts, as the RFC says; others are not known here and passed over. */
	static Preference of(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HEADER))
				.stream()
				.flatMap(value -> Arrays.stream(value.split(",")))
				.map(Preference::value)
				.flatMap(Optional::stream)
				.findFirst()
				.filter("minimal"::equalsIgnoreCase)
				.map(_ -> MINIMAL)
				.orElse(REPRESENTATION);
	}

	private static Optional<@Nullable String> value(String preference) {
		var parts = RETURN.matcher(preference.strip());
		return parts.matches() ? Optional.ofNullable(parts.group(1)) : Optional.empty();
	}
}
