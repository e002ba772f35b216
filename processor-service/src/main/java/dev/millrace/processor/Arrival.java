package dev.millrace.processor;

import dev.millrace.event.Event;

/**
 * An event together with the record that brought it.
 *
 * @param event what the record says
 * @param record the record itself
 */
public record Arrival(Event event, StreamRecord record) {

	/** Where its record stands in the stream. */
	public Position position() {
		return record.position();
	}
}
