package dev.millrace.processor.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The parameters of a query. A misspelt filter that was ignored would look like an answer. */
final class Parameters {

	/** What the intake takes of an attribute at most; a table's key holds no more than twice that. */
	private static final int ATTRIBUTE_BYTES = 1024;

	private Parameters() {}

	static void requireKnown(Map<String, String[]> parameters, Set<String> known) {
		for (String name : parameters.keySet()) {
			if (!known.contains(name)) {
				throw Refusal.of(HttpStatus.BAD_REQUEST, "unknown-parameter",
						"There is no parameter '%s' here; there are %s.".formatted(name, String.join(", ", known)),
						Map.of("parameter", name));
			}
		}
	}

	/** The value, if the parameter is given; once and not empty. */
	static Optional<String> text(Map<String, String[]> parameters, String name) {
		String[] values = parameters.get(name);
		if (values == null) {
			return Optional.empty();
		}
		if (values.length != 1 || values[0].isEmpty()) {
			throw ListQuestion.refused(name, "given once, with a value");
		}
		return Optional.of(values[0]);
	}

	/** A value that events have in an attribute, and so has no more bytes than one. */
	static Optional<String> attribute(Map<String, String[]> parameters, String name) {
		return text(parameters, name).map(value -> {
			if (value.getBytes(UTF_8).length > ATTRIBUTE_BYTES) {
				throw ListQuestion.refused(name, "of at most %,d bytes".formatted(ATTRIBUTE_BYTES));
			}
			return value;
		});
	}

	/** Refuses an id that no event has, and for which the table could not even be asked. */
	static void requireId(String id) {
		if (id.getBytes(UTF_8).length > ATTRIBUTE_BYTES) {
			throw ListQuestion.refused("id", "of at most %,d bytes".formatted(ATTRIBUTE_BYTES));
		}
	}

	/** A whole number from 1 to {@code most}, if the parameter is given. */
	static Optional<Integer> number(Map<String, String[]> parameters, String name, int most) {
		return text(parameters, name).map(text -> {
			try {
				int number = Integer.parseInt(text);
				if (number >= 1 && number <= most) {
					return number;
				}
			} catch (NumberFormatException _) {
				throw notANumber(name, most);
			}
			throw notANumber(name, most);
		});
	}

	private static Refusal notANumber(String name, int most) {
		return ListQuestion.refused(name, "a whole number from 1 to " + most);
	}
}
