package dev.millrace.cloud.kinesis.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

import dev.millrace.cloud.kinesis.ErrorCode;

/**
 * The members of a small request. Each is read together with its rules; what breaks one is kept until check, so that the
 * answer names all that is wrong. Until then a required member that is missing reads as empty or 0.
 */
final class Input {
	private final Wire wire;
	private final JsonNode body;
	private final String path;
	private final Violations violations;

	private Input(Wire wire, JsonNode body, String path, Violations violations) {
		this.wire = wire;
		this.body = body;
		this.path = path;
		this.violations = violations;
	}

	static Input read(Wire wire, JsonParser from) {
		JsonNode body = wire.mapper().readTree(from);
		if (body == null || !body.isObject()) {
			throw ErrorCode.SERIALIZATION.with("The request is not an object");
		}
		return new Input(wire, body, "", new Violations());
	}

	boolean has(String name) {
		return body.hasNonNull(name);
	}

	Optional<String> text(String name, Rule... rules) {
		var text = textOrNull(name);
		if (text != null) {
			violations.check(text, pathOf(name), rules);
		}
		return Optional.ofNullable(text);
	}

	String required(String name, Rule... rules) {
		var text = textOrNull(name);
		violations.require(text, pathOf(name), rules);
		return text == null ? "" : text;
	}

	Optional<Integer> number(String name, int low, int high) {
		var node = typed(name, JsonNode::isNumber, "an Integer");
		if (node == null) {
			return Optional.empty();
		}
		violations.check(node.asString(), pathOf(name), Rule.between(low, high));
		return Optional.of((int) Math.clamp(node.asDouble(), Integer.MIN_VALUE, Integer.MAX_VALUE));
	}

	int requiredNumber(String name, int low, int high) {
		if (!has(name)) {
			violations.require(null, pathOf(name));
		}
		return number(name, low, high).orElse(0);
	}

	boolean flag(String name) {
		var node = typed(name, JsonNode::isBoolean, "a Boolean");
		return node != null && node.asBoolean();
	}

	Optional<Instant> time(String name) {
		return Optional.ofNullable(typed(name, JsonNode::isNumber, "a Timestamp")).map(wire::readTime);
	}

	List<String> requiredTexts(String name, Rule... rules) {
		var texts = new ArrayList<String>();
		var node = typed(name, JsonNode::isArray, "a List");
		if (node == null) {
			violations.require(null, pathOf(name));
		} else {
			node.forEach(text -> texts.add(text.asString()));
			texts.forEach(text -> violations.check(text, pathOf(name), rules));
		}
		return texts;
	}

	/** In the order in which they came. */
	Map<String, String> texts(String name) {
		var texts = new LinkedHashMap<String, String>();
		var node = typed(name, JsonNode::isObject, "a Map");
		if (node != null) {
			node.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asString()));
		}
		return texts;
	}

	Optional<Input> object(String name) {
		return Optional.ofNullable(typed(name, JsonNode::isObject, "a Structure"))
				.map(node -> new Input(wire, node, pathOf(name) + ".", violations));
	}

	void violated(String name, String value, Rule broken) {
		violations.add(value, pathOf(name), broken);
	}

	/** Throws VALIDATION when any member that was read broke a rule. */
	void check() {
		violations.throwIfAny();
	}

	private @Nullable String textOrNull(String name) {
		var node = typed(name, JsonNode::isString, "a String");
		return node == null ? null : node.asString();
	}

	private @Nullable JsonNode typed(String name, Predicate<JsonNode> type, String wanted) {
		var node = body.get(name);
		if (node == null || node.isNull()) {
			return null;
		}
		if (!type.test(node)) {
			throw ErrorCode.SERIALIZATION
					.with("%s_VALUE can not be converted to %s".formatted(node.getNodeType(), wanted));
		}
		return node;
	}

	private String pathOf(String name) {
		return path + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
	}
}
