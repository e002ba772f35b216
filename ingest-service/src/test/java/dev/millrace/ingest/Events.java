package dev.millrace.ingest;

import java.time.Instant;

import dev.millrace.event.Draft;
import dev.millrace.event.Event;
import dev.millrace.event.EventLimits;
import dev.millrace.event.EventReader;
import dev.millrace.event.EventWriter;
import dev.millrace.event.Reading;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes events for tests. */
public final class Events {

	private static final EventReader READER = new EventReader(EventLimits.DEFAULTS);
	private static final EventWriter WRITER = new EventWriter(() -> "made");

	private Events() {}

	/** One whose id and key nobody chose. */
	public static Event generated(String id, String data) {
		return complete(new EventWriter(() -> id), "{\"type\":\"t\",\"data\":\"%s\"}".formatted(data));
	}

	public static Event event(String id, String partitionKey, String data) {
		return complete(WRITER, "{\"type\":\"t\",\"id\":\"%s\",\"partitionkey\":\"%s\",\"data\":\"%s\"}"
				.formatted(id, partitionKey, data));
	}

	private static Event complete(EventWriter writer, String text) {
		byte[] bytes = text.getBytes(UTF_8);
		Draft draft = ((Reading.Read) READER.read(bytes, 0, bytes.length)).draft();
		return writer.complete(draft, "/test", Instant.EPOCH);
	}
}
