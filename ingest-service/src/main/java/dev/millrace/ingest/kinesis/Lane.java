package dev.millrace.ingest.kinesis;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import dev.millrace.event.Event;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.IntakeMeter.Cause;

/**
 * The events of one bucket, waiting in order. A lane has one record in flight at most, and events leave it only when
 * theirs is confirmed or given up: whatever fails and is put again, none overtakes another.
 */
final class Lane {

	private final String hashKey;
	private final int aggregateBytes;
	private final Deque<Waiting> waiting = new ArrayDeque<>();
	// Changed under the lock; looked at without, by whoever chooses a lane and is to wait for none.
	private volatile boolean busy;
	private volatile boolean underWay;
	private int failures;

	Lane(String hashKey, int aggregateBytes) {
		this.hashKey = hashKey;
		this.aggregateBytes = aggregateBytes;
	}

	String hashKey() {
		return hashKey;
	}

	/** Whether the lane was idle and has now to be sent. */
	synchronized boolean add(Waiting event) {
		waiting.add(event);
		boolean wasIdle = !busy;
		busy = true;
		return wasIdle;
	}

	/** Whether nothing waits in it, nor is under way. */
	boolean isIdle() {
		return !busy;
	}

	/** Whether a record was taken from it that is not settled yet, so that what is added now waits for its end. */
	boolean isUnderWay() {
		return underWay;
	}

	/** The record to put next: as many of the first events as fit. It is written without the lock, since nobody waits for its bytes. */
	Load load() {
		var aggregate = new Aggregate(hashKey);
		Waiting first = begin(aggregate);
		return new Load(this, aggregate.count(), first.event().partitionKey(), first.cause(), aggregate.toBytes());
	}

	private synchronized Waiting begin(Aggregate aggregate) {
		underWay = true;
		for (Waiting next : waiting) {
			if (aggregate.count() > 0 && aggregate.size() + Aggregate.sizeOf(next.event()) > aggregateBytes) {
				break;
			}
			aggregate.add(next.event());
		}
		return waiting.getFirst();
	}

	/** Takes the first events off, which are in the stream now. */
	synchronized List<Waiting> confirmed(int count) {
		failures = 0;
		return remove(count);
	}

	/** Counts a failure, and takes off the events whose time is over. */
	synchronized List<Waiting> failed(Instant now) {
		failures++;
		return overdue(now);
	}

	/** Takes off the events whose time is over, though the stream takes others: too many came before them. */
	synchronized List<Waiting> overdue(Instant now) {
		int over = 0;
		for (Waiting next : waiting) {
			if (next.deadline().isAfter(now)) {
				break;
			}
			over++;
		}
		return remove(over);
	}

	/** How often in a row the stream has not taken this lane's record. */
	synchronized int failures() {
		return failures;
	}

	/** Takes all events off. */
	synchronized List<Waiting> giveUp() {
		failures = 0;
		return remove(waiting.size());
	}

	/** Whether more is to be sent; where not, the lane is idle from here on. */
	synchronized boolean goesOn() {
		underWay = false;
		busy = !waiting.isEmpty();
		return busy;
	}

	private List<Waiting> remove(int count) {
		var removed = new ArrayList<Waiting>(count);
		for (int i = 0; i < count; i++) {
			removed.add(waiting.removeFirst());
		}
		return removed;
	}

	/**
	 * One event on its way.
	 *
	 * @param deadline when its client is told to come again
	 * @param cause the request that brought it
	 */
	record Waiting(Event event, Instant deadline, Cause cause, Consumer<Placement> whenDone) {}

	/**
	 * One record to put.
	 *
	 * @param count of the lane's first events that it holds
	 * @param cause of the first of them
	 */
	@SuppressWarnings("ArrayRecordComponent") // The record's bytes on their way out; never compared.
	record Load(Lane lane, int count, String partitionKey, Cause cause, byte[] data) {}
}
