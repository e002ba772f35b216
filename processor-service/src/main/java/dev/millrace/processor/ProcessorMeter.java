package dev.millrace.processor;

import java.util.function.IntSupplier;

/**
 * Where the service says what it does, so that it can be seen while it runs. Each method says what it counts and what in it
 * is worth waking somebody for. None of them waits.
 */
public interface ProcessorMeter {

	/**
	 * All records of a batch have come to their ends. Counted by the batch, so that one which was left midway and comes
	 * again counts once: of what the intake accepted, nothing is lost while stored, duplicate, dead-lettered and still in
	 * flight together are no fewer. Alert where they are fewer for an hour, and on any dead letter.
	 */
	void settled(Tally tally);

	/** An attempt is made again. Alert where {@link Again#UNAVAILABLE} goes on for minutes: the table takes nothing. */
	void again(Again why);

	/** A shard is read by this worker from now on. Alert where its lag stays above a minute. */
	void begins(ShardProgress shard);

	/** It is not any more. */
	void ends(ShardProgress shard);

	/** Shards that nobody reads, of all workers' shards. Alert on any. */
	void unread(IntSupplier now);

	/** Why an attempt is made again. */
	enum Again {
		/** The one before failed, which counts against the event. */
		FAILED,
		/** The store took nothing, which says nothing about the event. */
		UNAVAILABLE,
		/** Another record of the same identity is not settled yet. */
		UNDECIDED,
		/** A dead letter could not be written; its shard stands still meanwhile. */
		LETTER,
		/** Events could not be published; their shard stands still meanwhile. */
		PUBLISH
	}
}
