package dev.millrace.web.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.web.problem.Refusal;

/**
 * The members of a JSON object that a client sent. What is wrong is refused by its place; {@code null} is as if it were
 * not there.
 *
 * @param pointer where the object stands, as a JSON pointer (RFC 6901)
 */
public record Members(JsonNode object, String pointer) {

	private static final JsonMapper JSON = JsonMapper.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build();

	/**
	 * Reads a body.
	 *
	 * @throws Refusal where it is anything but one JSON object in which each member stands once
	 */
	public static Members of(byte[] body) {
		try {
			JsonNode node = JSON.readTree(body);
			if (node.isObject()) {
				return new Members(node, "");
			}
		} catch (JacksonException _) {
			throw malformed();
		}
		throw malformed();
	}

	private static Refusal malformed() {
		return Refusal.of(HttpStatus.BAD_REQUEST, "malformed-json",
				"The body must be one JSON object in which each member stands once.");
	}

	/** The names of all members. */
	public Collection<String> names() {
		return object.propertyNames();
	}

	/** A member that nobody reads would look as if it counted. */
	public void requireKnown(Set<String> known) {
		for (String name : object.propertyNames()) {
			if (!known.contains(name)) {
				throw refused(name,
						"is not known here; there are " + String.join(", ", known.stream().sorted().toList()));
			}
		}
	}

	/** A string. */
	public Optional<String> text(String name) {
		return member(name).map(value -> {
			if (!value.isString()) {
				throw refused(name, "must be a string");
			}
			return value.stringValue();
		});
	}

	/** An array of strings, empty where there is none. */
	public List<String> texts(String name, int most) {
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

	/** A number that must be there, from 1. */
	public int wholeNumber(String name, int most) {
		return Math.toIntExact(wholeNumber(name, (long) most));
	}

	/** A number that must be there, from 1. */
	public long wholeNumber(String name, long most) {
		JsonNode number = member(name).orElseThrow(() -> refused(name, "is missing"));
		if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 1
				|| number.longValue() > most) {
			throw refused(name, "must be a whole number from 1 to %d".formatted(most));
		}
		return number.longValue();
	}

	/** An object. */
	public Optional<Members> object(String name) {
		return member(name).map(value -> {
			if (!value.isObject()) {
				throw refused(name, "must be an object");
			}
			return new Members(value, pointer + "/" + name);
		});
	}

	/** A refusal that names the member, with what it must be. */
	public Refusal refused(String name, String rule) {
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
