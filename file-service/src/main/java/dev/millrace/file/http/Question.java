package dev.millrace.file.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.springframework.http.HttpStatus;

import dev.millrace.file.FileStatus;
import dev.millrace.file.FileStore;
import dev.millrace.file.Ids;
import dev.millrace.web.problem.Refusal;

/**
 * What a list is asked for.
 *
 * @param cursor the id of the last file of the page before
 * @param limit 1 to 100
 */
record Question(FileStore.Filter filter, Optional<String> cursor, int limit) {

	private static final TreeSet<String> KNOWN = new TreeSet<>(
			List.of("status", "type", "from", "to", "limit", "cursor"));
	private static final int MOST = 100;

	/** Throws a refusal for what is unknown, given twice, or wrong. */
	static Question of(Map<String, String[]> parameters) {
		for (String name : parameters.keySet()) {
			if (!KNOWN.contains(name)) {
				throw Refusal.of(HttpStatus.BAD_REQUEST, "unknown-parameter",
						"There is no parameter '%s' here; there are %s.".formatted(name, String.join(", ", KNOWN)),
						Map.of("parameter", name));
			}
		}
		var from = text(parameters, "from").map(text -> instant("from", text));
		var to = text(parameters, "to").map(text -> instant("to", text));
		if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
			throw refused("from", "an instant before 'to'");
		}
		var status = text(parameters, "status").map(word -> FileStatus.of(word)
				.orElseThrow(() -> refused("status", "one of " + String.join(", ", FileStatus.words()))));
		var cursor = text(parameters, "cursor");
		cursor.filter(id -> !Ids.isOne(id)).ifPresent(_ -> {
			throw refused("cursor", "one that a list answered");
		});
		return new Question(new FileStore.Filter(status, text(parameters, "type"), from, to), cursor,
				text(parameters, "limit").map(Question::limit).orElse(50));
	}

	private static Optional<String> text(Map<String, String[]> parameters, String name) {
		String[] values = parameters.get(name);
		if (values == null) {
			return Optional.empty();
		}
		if (values.length != 1 || values[0].isEmpty()) {
			throw refused(name, "given once, with a value");
		}
		return Optional.of(values[0]);
	}

	private static int limit(String text) {
		if (text.matches("[0-9]{1,3}")) {
			int limit = Integer.parseInt(text);
			if (limit >= 1 && limit <= MOST) {
				return limit;
			}
		}
		throw refused("limit", "a whole number from 1 to " + MOST);
	}

	private static Instant instant(String name, String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		} catch (DateTimeException _) {
			throw refused(name, "an instant as in RFC 3339, such as 2026-11-20T08:00:00Z, with a + written as %2B");
		}
	}

	private static Refusal refused(String parameter, String rule) {
		return Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
				"The parameter '%s' must be %s.".formatted(parameter, rule), Map.of("parameter", parameter));
	}
}
