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

	public static Event event(String id, String partitionKey, String data) {
		byte[] bytes = "{\"type\":\"t\",\"id\":\"%s\",\"partitionkey\":\"%s\",\"data\":\"%s\"}"
				.formatted(id, partitionKey, data)
				.getBytes(UTF_8);
		Draft draft = ((Reading.Read) READER.read(bytes, 0, bytes.length)).draft();
		return WRITER.complete(draft, "/test", Instant.EPOCH);
	}
}
