package dev.millrace.processor.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.http.HttpStatus;

import dev.millrace.event.Projection;
import dev.millrace.processor.Filter;
import dev.millrace.processor.Order;
import dev.millrace.web.problem.Refusal;

/**
 * What a list is asked for, read from the query's parameters; any that is wrong or unknown is refused by its name.
 *
 * @param filter which events
 * @param order which of them first
 * @param limit how many of them, at least 1
 * @param cursor where a page before ended
 * @param fields what of each event, if not all
 */
record ListQuestion(Filter filter, Order order, int limit, Optional<String> cursor, Optional<Projection> fields) {

	/** Attributes that one answer may be asked to show. */
	private static final int MOST_FIELDS = 50;
	private static final Set<String> KNOWN = new TreeSet<>(
			Set.of("type", "source", "from", "to", "order", "fields", "limit", "cursor"));

	static ListQuestion of(Map<String, String[]> parameters, ListFormat format) {
		Parameters.requireKnown(parameters, KNOWN);
		return new ListQuestion(filter(parameters), order(parameters),
				Parameters.number(parameters, "limit", format.most()).orElse(format.unasked()),
				Parameters.text(parameters, "cursor"), fields(parameters));
	}

	private static Filter filter(Map<String, String[]> parameters) {
		var from = instant(parameters, "from");
		var to = instant(parameters, "to");
		if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
			throw refused("from", "an instant before 'to'");
		}
		return new Filter(Parameters.attribute(parameters, "type"), Parameters.attribute(parameters, "source"), from,
				to);
	}

	private static Order order(Map<String, String[]> parameters) {
		return Parameters.text(parameters, "order").map(text -> switch (text) {
			case "newest" -> Order.NEWEST;
			case "oldest" -> Order.OLDEST;
			default -> throw refused("order", "'newest' or 'oldest', which comes first");
		}).orElse(Order.NEWEST);
	}

	private static Optional<Projection> fields(Map<String, String[]> parameters) {
		return Parameters.text(parameters, "fields").map(text -> {
			Set<String> names = new TreeSet<>(Arrays.asList(text.split(",", -1)));
			if (names.size() > MOST_FIELDS || !names.stream().allMatch(Projection::mayName)) {
				throw refused("fields", "1 to %d names of attributes, or 'data', with commas between them"
						.formatted(MOST_FIELDS));
			}
			return new Projection(names);
		});
	}

	static Optional<Instant> instant(Map<String, String[]> parameters, String name) {
		return Parameters.text(parameters, name).map(text -> {
			try {
				var instant = OffsetDateTime.parse(text);
				if (instant.getYear() >= 0 && instant.getYear() <= 9999) {
					return instant.toInstant();
				}
			} catch (DateTimeException _) {
				throw notAnInstant(name);
			}
			throw notAnInstant(name);
		});
	}

	private static Refusal notAnInstant(String name) {
		return refused(name, "an instant as in RFC 3339, such as 2026-11-20T08:00:00Z, with a + written as %2B");
	}

	static Refusal refused(String parameter, String rule) {
		return Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
				"The parameter '%s' must be %s.".formatted(parameter, rule), Map.of("parameter", parameter));
	}
}
