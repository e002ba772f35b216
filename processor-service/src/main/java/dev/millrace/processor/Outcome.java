package dev.millrace.processor;

/** What became of a record. Each record gets exactly one before its shard goes on. */
public sealed interface Outcome {

	/** Its event is in the table, and visible. */
	record Stored() implements Outcome {}

	/** An event of the same identity was there first, perhaps this very record's. */
	record Duplicate() implements Outcome {}

	/** It is kept among the dead letters, with its bytes. */
	record DeadLettered(Reason reason) implements Outcome {}
}
