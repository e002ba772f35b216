package dev.millrace.ingest.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

import dev.millrace.web.problem.Refusal;

/**
 * The members of a JSON object that a client sent. What is wrong is refused by its place; {@code null} is as if it were
 * not there.
 *
 * @param pointer where the object stands, as a JSON pointer (RFC 6901)
 */
record Members(JsonNode object, String pointer) {

	/** A member that nobody reads would look as if it counted. */
	void requireKnown(Set<String> known) {
		for (String name : object.propertyNames()) {
			if (!known.contains(name)) {
				throw refused(name,
						"is not known here; there are " + String.join(", ", known.stream().sorted().toList()));
			}
		}
	}

	Optional<String> text(String name) {
		return member(name).map(value -> {
			if (!value.isString()) {
				throw refused(name, "must be a string");
			}
			return value.stringValue();
		});
	}

	List<String> texts(String name, int most) {
		Optional<JsonNode> member = member(name);
		if (member.isEmpty()) {
			return List.of();
		}
		JsonNode array = member.get();
		if (!array.isArray() || array.size() > most) {
			throw refused(name, "must be an array of at most %d strings".formatted(most));
		}
		List<String> texts = new ArrayList<>();
		for (JsonNode element : array) {
			if (!element.isString()) {
				throw refused(name + "/" + texts.size(), "must be a string");
			}
			texts.add(element.stringValue());
		}
		return texts;
	}

	int wholeNumber(String name, int most) {
		JsonNode number = member(name).orElseThrow(() -> refused(name, "is missing"));
		if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 1
				|| number.intValue() > most) {
			throw refused(name, "must be a whole number from 1 to %d".formatted(most));
		}
		return number.intValue();
	}

	Optional<Members> object(String name) {
		return member(name).map(value -> {
			if (!value.isObject()) {
				throw refused(name, "must be an object");
			}
			return new Members(value, pointer + "/" + name);
		});
	}

	Refusal refused(String name, String rule) {
		String place = pointer + "/" + name;
		return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-member", "%s %s.".formatted(place, rule),
				Map.of("pointer", place));
	}

	private Optional<JsonNode> member(String name) {
		@Nullable
		JsonNode value = object.get(name);
		return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
	}
}
