package dev.millrace.ingest;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import dev.millrace.event.ProblemCode;

/**
 * Where the service says what it does, so that it can be seen while it runs. Each method says what it counts, in which unit,
 * and what in it is worth waking somebody for. None of them waits, and all but {@link #put} and the three that register a
 * value are called for every event or record: they are to need no memory.
 */
public interface IntakeMeter {

	/**
	 * An event is in the stream. Alert where the 99th percentile of the time stays above a second: the stream is throttled or
	 * far away; and where the rate falls to nothing at an hour that always has events.
	 *
	 * @param producer whose event it is: a {@linkplain Producer#name() producer's name}
	 * @param bytes of its document, as it lies in the stream
	 * @param nanos from when its request's body was there until the stream told the sequence number
	 */
	void accepted(String producer, int bytes, long nanos);

	/**
	 * An event was not taken and never will be as it is. That is its sender's to mend: alert where a code's share of all
	 * events jumps, which follows a release of a sender, a schema or a key.
	 */
	void refused(ProblemCode code);

	/**
	 * A request was not taken as a whole, whatever it held: it could not be read. Alert as for events.
	 *
	 * @param code of its problem
	 */
	void requestRefused(String code);

	/** An event was not confirmed in time and its client was told to come again. Alert on any that lasts for minutes. */
	void unconfirmed();

	/**
	 * A request was turned away because its bytes did not fit, or because the stream takes less than is sent. Alert on any: it
	 * takes more instances, shards or memory.
	 */
	void turnedAway();

	/**
	 * A delivery to a webhook was not proven to be its sender's. Alert where it goes on: a secret was replaced on one side
	 * only, or somebody tries.
	 *
	 * @param webhook a declared one
	 */
	void forged(String webhook);

	/** What this thread does right now, so that a PutRecords call can later be seen as a part of it. */
	Cause cause();

	/**
	 * A PutRecords call begins. Alert where more than a few percent of the calls fail, or where their time comes near its
	 * limit. A tracer that is configured sees it, too.
	 *
	 * @param cause of the event in it that has waited longest; there are as many others as it holds requests
	 * @param records that it puts
	 * @param bytes of all of them
	 */
	Put put(Cause cause, int records, long bytes);

	/**
	 * The stream took a record. Its fill says what the stream costs: a shard takes 1,000 records and 1 MiB a second.
	 *
	 * @param events that it holds
	 * @param bytes of it, all included
	 */
	void recordTaken(int events, int bytes);

	/** A record was not taken, or nobody knows, and is put again. Alert where that is more than every tenth record. */
	void recordPutAgain();

	/** Registers the bytes of all requests under way. Alert at 80 % of what fits. */
	void bytesInFlight(LongSupplier now);

	/** Registers the events that wait for the stream or are on their way to it. Alert where they only ever become more. */
	void eventsWaiting(LongSupplier now);

	/**
	 * Registers how the schemas are. Alert on any that are broken: those in use are older than those that were meant.
	 *
	 * @param inUse how many are in use
	 * @param broken files that are no schemas; at least 1 where they cannot be read at all
	 */
	void schemas(IntSupplier inUse, IntSupplier broken);

	/** A request under way, as whoever looks knows it; nobody else looks into it. */
	interface Cause {

		/** Nobody looks. */
		Cause UNSEEN = new Cause() {};
	}

	/** One PutRecords call that has begun; ended by one of the two, in the thread that began it. */
	interface Put {

		/**
		 * The stream answered.
		 *
		 * @param notTaken records of the call
		 */
		void answered(int notTaken);

		/** It failed as a whole, or its reply was lost. */
		void failed(Throwable cause);
	}
}
