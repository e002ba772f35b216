package dev.millrace.event;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/**
 * Some attributes of an event that lies in the stream or the table, as a JSON object.
 *
 * @param names of attributes; {@code data} stands for {@code data_base64} too. What an event does not have is left out
 */
public record Projection(Set<String> names) {

	private static final String DATA = "data";
	private static final String BASE64 = "data_base64";

	public Projection {
		names = Set.copyOf(names);
	}

	/** Whether events can have an attribute, or data, of this name. */
	public static boolean mayName(String name) {
		return Attribute.isName(name);
	}

	/**
	 * The object: each member the very bytes of the document, in the document's order.
	 *
	 * @param document one that {@link Event#read} takes
	 * @throws IllegalArgumentException if it does not
	 */
	public byte[] of(byte[] document) {
		return switch (StoredEvents.draft(document)) {
			case Reading.Read(var draft) -> of(draft);
			case Reading.Refused(var problem) -> throw new IllegalArgumentException(problem.detail());
		};
	}

	private byte[] of(Draft draft) {
		var bytes = new ByteArrayOutputStream(256);
		for (Draft.Member member : draft.members()) {
			if (names.contains(member.name().equals(BASE64) ? DATA : member.name())) {
				bytes.write(bytes.size() == 0 ? '{' : ',');
				bytes.write(draft.bytes(), member.from(), member.to() - member.from());
			}
		}
		if (bytes.size() == 0) {
			bytes.write('{');
		}
		bytes.write('}');
		return bytes.toByteArray();
	}
}
