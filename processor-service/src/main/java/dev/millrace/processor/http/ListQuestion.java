package dev.millrace.processor.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.http.HttpStatus;

import dev.millrace.processor.Filter;
import dev.millrace.web.problem.Refusal;

/**
 * What a list is asked for, read from the query's parameters; any that is wrong or unknown is refused by its name.
 *
 * @param filter which events
 * @param limit how many of them, 1 to 1,000
 * @param cursor where a page before ended
 */
record ListQuestion(Filter filter, int limit, Optional<String> cursor) {

	private static final int DEFAULT_LIMIT = 50;
	private static final int MOST = 1000;
	private static final Set<String> KNOWN = new TreeSet<>(
			Set.of("type", "source", "from", "to", "limit", "cursor"));

	static ListQuestion of(Map<String, String[]> parameters) {
		Parameters.requireKnown(parameters, KNOWN);
		var from = instant(parameters, "from");
		var to = instant(parameters, "to");
		if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
			throw refused("from", "an instant before 'to'");
		}
		var filter = new Filter(Parameters.text(parameters, "type"), Parameters.text(parameters, "source"), from, to);
		return new ListQuestion(filter, limit(parameters), Parameters.text(parameters, "cursor"));
	}

	private static int limit(Map<String, String[]> parameters) {
		Optional<String> text = Parameters.text(parameters, "limit");
		if (text.isEmpty()) {
			return DEFAULT_LIMIT;
		}
		try {
			int limit = Integer.parseInt(text.get());
			if (limit >= 1 && limit <= MOST) {
				return limit;
			}
		} catch (NumberFormatException _) {
			throw refused("limit", "a whole number from 1 to " + MOST);
		}
		throw refused("limit", "a whole number from 1 to " + MOST);
	}

	private static Optional<Instant> instant(Map<String, String[]> parameters, String name) {
		return Parameters.text(parameters, name).map(text -> {
			try {
				return OffsetDateTime.parse(text).toInstant();
			} catch (DateTimeException _) {
				throw refused(name, "an instant as in RFC 3339, such as 2026-11-20T08:00:00Z, with a + written as %2B");
			}
		});
	}

	static Refusal refused(String parameter, String rule) {
		return Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
				"The parameter '%s' must be %s.".formatted(parameter, rule), Map.of("parameter", parameter));
	}
}
