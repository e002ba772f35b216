package dev.millrace.processor;

import java.util.List;

import dev.millrace.event.Event;

/** Tells others of events that are stored, each at least once. */
public interface Publisher {

	/**
	 * Publishes events, in no particular order.
	 *
	 * @return those that were not taken, or may not have been; they are to be published again
	 */
	List<Event> publish(List<Event> events);
}
