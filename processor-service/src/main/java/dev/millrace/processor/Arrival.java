package dev.millrace.processor;

import dev.millrace.event.Event;

/**
 * An event together with the record that brought it.
 *
 * @param event what the record says
 * @param record the record itself
 * @param attempt which attempt at storing it this is, from 1
 * @param told whether it is published once it is stored
 */
public record Arrival(Event event, StreamRecord record, int attempt, boolean told) {

	/** One that nobody has tried yet, and that nobody is told of. */
	public Arrival(Event event, StreamRecord record) {
		this(event, record, 1, false);
	}

	/** The same at another attempt. */
	Arrival at(int number) {
		return new Arrival(event, record, number, told);
	}

	/** Where its record stands in the stream. */
	public Position position() {
		return record.position();
	}
}
