package dev.millrace.processor.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/** The parameters of a query. A misspelt filter that was ignored would look like an answer. */
final class Parameters {

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
}
