package dev.millrace.inspection.data;

import java.util.ArrayDeque;
import java.util.Deque;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

/** Walks over one value's tokens; text and numbers are passed over without being made. */
final class JsonWalk {

	private final Shape shape;
	private final int deepest;
	private final JsonFactory json;

	JsonWalk(Shape shape, DataBudget budget) {
		this.shape = shape;
		this.deepest = budget.depth();
		// The walk counts the depth itself, to tell it from damage; texts may be of any length, since none is kept.
		this.json = JsonFactory.builder()
				.streamReadConstraints(StreamReadConstraints.builder()
						.maxNestingDepth(deepest + 2)
						.maxStringLength(Integer.MAX_VALUE)
						.maxDocumentLength(-1)
						.build())
				.build();
	}

	JsonFactory json() {
		return json;
	}

	JsonParser parser(char[] line, int length) {
		return json.createParser(ObjectReadContext.empty(), line, 0, length);
	}

	/** What becomes of a value is what stands below it. */
	private record Level(Shape.Node node, boolean array) {}

	/**
	 * From the parser's current token to that value's end.
	 *
	 * @throws tools.jackson.core.JacksonException when the text is damaged
	 */
	void value(JsonParser parser) throws Refusal {
		Deque<Level> open = new ArrayDeque<>();
		var node = shape.root();
		var token = parser.currentToken();
		if (token == null) {
			throw Refusal.malformed("There is no JSON value.");
		}
		do {
			if (token == JsonToken.PROPERTY_NAME) {
				node = shape.field(open.getLast().node(), parser.currentName());
				token = parser.nextToken();
				continue;
			}
			if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
				open.removeLast();
			} else {
				node = !open.isEmpty() && open.getLast().array() ? shape.elements(open.getLast().node()) : node;
				begin(node, token, open);
			}
			token = open.isEmpty() ? token : parser.nextToken();
		} while (!open.isEmpty());
	}

	private void begin(Shape.Node node, JsonToken token, Deque<Level> open) throws Refusal {
		var type = type(token);
		shape.count(node, type, open.size());
		if (type == JsonType.OBJECT || type == JsonType.ARRAY) {
			open.addLast(new Level(node, type == JsonType.ARRAY));
			if (open.size() > deepest) {
				throw new Refusal(Reason.TOO_DEEP, "Values lie more than %,d deep in each other.".formatted(deepest));
			}
		}
	}

	private static JsonType type(JsonToken token) {
		return switch (token) {
			case START_OBJECT -> JsonType.OBJECT;
			case START_ARRAY -> JsonType.ARRAY;
			case VALUE_STRING -> JsonType.STRING;
			case VALUE_NUMBER_INT -> JsonType.INTEGER;
			case VALUE_NUMBER_FLOAT -> JsonType.DECIMAL;
			case VALUE_TRUE, VALUE_FALSE -> JsonType.BOOLEAN;
			case VALUE_NULL -> JsonType.NULL;
			default -> throw new IllegalStateException("no token of JSON: " + token);
		};
	}
}
