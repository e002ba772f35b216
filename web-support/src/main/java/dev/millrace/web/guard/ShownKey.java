package dev.millrace.web.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import dev.millrace.web.keys.ApiKey;

/** The key that a request shows, if it is one. */
sealed interface ShownKey {

	/** A header that holds a key and nothing else, for those who cannot set {@code Authorization}. */
	String HEADER = "X-API-Key";
	/** The scheme of AWS's signatures, which a service network has looked at before us and hands on. */
	String SIGNATURE = "aws4-hmac-sha256 ";

	/** It has the shape of a key. */
	record Shown(ApiKey key) implements ShownKey {}

	/** There is none. */
	record Missing() implements ShownKey {}

	/**
	 * There is something else.
	 *
	 * @param why a sentence that repeats nothing of it
	 */
	record Malformed(String why) implements ShownKey {}

	/**
	 * Reads {@code Authorization: Bearer} (RFC 6750) and {@code X-API-Key}; one of them, once. A caller who signs for VPC
	 * Lattice needs {@code Authorization} for that and shows its key in the other.
	 */
	static ShownKey of(HttpServletRequest request) {
		List<String> texts = new ArrayList<>(Collections.list(request.getHeaders(HEADER)));
		for (String authorization : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
			String scheme = authorization.toLowerCase(Locale.ROOT);
			if (scheme.startsWith(SIGNATURE)) {
				continue;
			}
			if (!scheme.startsWith("bearer ")) {
				return new Malformed("The scheme of Authorization must be Bearer.");
			}
			texts.add(authorization.substring("bearer ".length()).strip());
		}
		return switch (texts.size()) {
			case 0 -> new Missing();
			case 1 -> ApiKey.parse(texts.getFirst())
					.<ShownKey>map(Shown::new)
					.orElseGet(() -> new Malformed("What is shown as a key does not have the shape of one."));
			default -> new Malformed("The request shows more than one key.");
		};
	}
}
