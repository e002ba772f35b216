package dev.millrace.processor;

import java.util.Optional;

/** Tells how far all workers together have brought the stream. */
@FunctionalInterface
public interface Checkpointed {

	/**
	 * Whether all of a shard up to a record has come to its end, and was published where that was to be; empty where
	 * nobody knows of the shard.
	 *
	 * @throws Unavailable if that cannot be said at the moment
	 */
	Optional<Boolean> isDone(String shard, String sequenceNumber);
}
