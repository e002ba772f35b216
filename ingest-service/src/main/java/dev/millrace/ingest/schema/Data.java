package dev.millrace.ingest.schema;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.event.Draft;

/**
 * An event's data as a tree, for looking at only. Numbers with a fraction become doubles: an exact 1e999999999 would cost
 * a gigabyte to divide.
 */
final class Data {

	/** The reader of events has bounded depth and numbers by the settings already; these are the settings' own bounds. */
	private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
					.maxNestingDepth(10_000)
					.maxNumberLength(100_000)
					.maxStringLength(Integer.MAX_VALUE)
					.maxNameLength(Integer.MAX_VALUE)
					.build())
			.build());

	private Data() {}

	/** The JSON data of an event; none where it has none, or other than JSON. */
	static Optional<JsonNode> of(Draft draft) {
		return draft.members()
				.stream()
				.filter(member -> member.name().equals("data"))
				.findFirst()
				.map(member -> JSON.readTree(object(draft, member)).path("data"));
	}

	/** The member alone, as an object: where its value begins is for a tokenizer to say. */
	private static byte[] object(Draft draft, Draft.Member member) {
		var object = new ByteArrayOutputStream(member.to() - member.from() + 2);
		object.write('{');
		object.write(draft.bytes(), member.from(), member.to() - member.from());
		object.write('}');
		return object.toByteArray();
	}
}
