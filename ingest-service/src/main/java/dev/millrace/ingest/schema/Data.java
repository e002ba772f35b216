package dev.millrace.ingest.schema;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

import dev.millrace.event.Draft;

/**
 * An event's data as a tree, for looking at only. Numbers with a fraction become doubles: an exact 1e999999999 would cost
 * a gigabyte to divide.
 */
final class Data {

	/** The reader of events has bounded depth and numbers by the settings already; these are the settings' own bounds. */
	private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
			// Else it keeps each name that it meets, for good.
			.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
			.streamReadConstraints(StreamReadConstraints.builder()
					.maxNestingDepth(10_000)
					.maxNumberLength(100_000)
					.maxStringLength(Integer.MAX_VALUE)
					.maxNameLength(Integer.MAX_VALUE)
					.build())
			.build()).nodeFactory(new FiniteNumbers()).build();

	private Data() {}

	/** The JSON data of an event; none where it has none, or other than JSON. */
	static Optional<JsonNode> of(Draft draft) {
		return draft.members()
				.stream()
				.filter(member -> member.name().equals("data"))
				.findFirst()
				.map(member -> read(object(draft, member)).path("data"));
	}

	static JsonNode read(byte[] json) {
		return JSON.readTree(json);
	}

	/** The member alone, as an object: where its value begins is for a tokenizer to say. */
	private static byte[] object(Draft draft, Draft.Member member) {
		var object = new ByteArrayOutputStream(member.to() - member.from() + 2);
		object.write('{');
		object.write(draft.bytes(), member.from(), member.to() - member.from());
		object.write('}');
		return object.toByteArray();
	}

	/** What is too large for a double is the largest one, which every bound of a schema sees as too large too. */
	private static final class FiniteNumbers extends JsonNodeFactory {

		private static final long serialVersionUID = 1L;

		@Override
		public NumericNode numberNode(double value) {
			return super.numberNode(Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE));
		}
	}
}
