package dev.millrace.ingest;

import java.util.function.Consumer;

import dev.millrace.event.Event;

/** The durable stream, as the intake sees it. */
public interface EventStream {

	/**
	 * Appends one event. Events of one partition key that are appended one after another lie in the stream in that order.
	 *
	 * @param event goes into the stream whole
	 * @param whenDone called once, from any thread, in bounded time
	 */
	void append(Event event, Consumer<Placement> whenDone);

	/** Whether what is appended now would wait too long, since the stream takes less than is sent. */
	default boolean isBehind() {
		return false;
	}

	/** Where an event went. */
	sealed interface Placement {

		/** The stream confirmed it. */
		record Placed(String shardId, String sequenceNumber) implements Placement {}

		/** The stream did not confirm it in time. */
		record Unconfirmed() implements Placement {}
	}
}
