package dev.millrace.processor.dynamodb;

import java.util.Optional;

import dev.millrace.event.Event;
import dev.millrace.processor.Arrival;
import dev.millrace.processor.Position;

/**
 * An event at a place in the table.
 *
 * @param event what is stored
 * @param position the record that brought it
 * @param timestamp the range key in milliseconds since 1970: the event's own time, or the next one that was free
 * @param place where its document lies, if that is not in the item itself
 * @param attempt at which it is put, from 1
 * @param told whether it is published once it is there
 */
record EventItem(Event event, Position position, long timestamp, Optional<String> place, int attempt,
		boolean told) implements Item {

	/** Bytes of a document in an item: DynamoDB takes 400 KiB with all names and keys, for which 16 KiB are left. */
	private static final int MOST_BYTES = 384 << 10;

	static EventItem of(Arrival arrival) {
		return new EventItem(arrival.event(), arrival.position(), arrival.event().timestamp().toEpochMilli(),
				Optional.empty(), arrival.attempt(), arrival.told());
	}

	EventItem oneLater() {
		return new EventItem(event, position, timestamp + 1, place, attempt, told);
	}

	/** Whether its document has to lie elsewhere before the item may be put. */
	boolean isTooLarge() {
		return place.isEmpty() && event.document().length > MOST_BYTES;
	}

	EventItem lyingAt(String elsewhere) {
		return new EventItem(event, position, timestamp, Optional.of(elsewhere), attempt, told);
	}

	Identity identity() {
		return new Identity(event.source(), event.id());
	}

	@Override
	public Key key() {
		return new Key(event.id(), timestamp);
	}
}
