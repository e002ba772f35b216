package dev.millrace.processor;

/** How far a shard is read, at the moment of asking. */
public interface ShardProgress {

	/** The shard's id. */
	String shard();

	/** Milliseconds from what was read last to the end of the shard; they grow while a batch is under way. */
	long lagMillis();

	/** Events that are not settled: those of the batch under way, and about so many behind it, by the rate of the last one. */
	long lagRecords();

	/** Milliseconds since the stream took the oldest record that is under way; 0 where none is. */
	long ageMillis();

	/** Milliseconds since the last checkpoint; 0 where there is nothing new to be checkpointed. */
	long checkpointMillis();
}
