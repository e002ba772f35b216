package dev.millrace.processor.tracing;

import java.util.Optional;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import dev.millrace.event.Event;

/**
 * The trace that an event came with, by CloudEvents' extension of that name.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/distributed-tracing.md">Distributed Tracing</a>
 */
final class Traceparent {

	static final String NAME = "traceparent";

	private static final JsonFactory JSON = new JsonFactory();
	/** Behind the version, the trace's id and the parent's: two digits whose lowest bit says that the trace is seen. */
	private static final int FLAGS = 53;

	private Traceparent() {}

	/** None where the event has none, or one of a trace that nobody sees. */
	static Optional<String> of(Event event) {
		try (JsonParser document = JSON.createParser(ObjectReadContext.empty(), event.document())) {
			document.nextToken();
			while (document.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = NAME.equals(document.currentName());
				document.nextToken();
				if (found) {
					return Optional.ofNullable(document.getString()).filter(Traceparent::isSeen);
				}
				document.skipChildren();
			}
			return Optional.empty();
		}
	}

	private static boolean isSeen(String traceparent) {
		return traceparent.length() >= FLAGS + 2
				&& (Character.digit(traceparent.charAt(FLAGS + 1), 16) & 1) == 1;
	}
}
