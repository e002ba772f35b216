package dev.millrace.processor.dynamodb;

import dev.millrace.event.Event;
import dev.millrace.processor.Arrival;
import dev.millrace.processor.Position;

/**
 * An event at a place in the table.
 *
 * @param event what is stored
 * @param position the record that brought it
 * @param timestamp the range key in milliseconds since 1970: the event's own time, or the next one that was free
 */
record EventItem(Event event, Position position, long timestamp) implements Item {

	static EventItem of(Arrival arrival) {
		return new EventItem(arrival.event(), arrival.position(), arrival.event().timestamp().toEpochMilli());
	}

	EventItem oneLater() {
		return new EventItem(event, position, timestamp + 1);
	}

	Identity identity() {
		return new Identity(event.source(), event.id());
	}

	@Override
	public Key key() {
		return new Key(event.id(), timestamp);
	}
}
