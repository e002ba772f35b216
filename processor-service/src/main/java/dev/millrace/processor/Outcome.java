package dev.millrace.processor;

/** What an attempt at a record came to. A record is tried until it is settled, and only then does its shard go on. */
public sealed interface Outcome {

	/** The record has come to its end: its batch may be checkpointed as far as this record goes. */
	sealed interface Settled extends Outcome {}

	/** Its event is in the table, and visible. */
	record Stored() implements Settled {}

	/** Its event was in the table before because of this very record: delivered before, or put with its answer lost. */
	record Redelivered() implements Settled {}

	/** An event of the same identity is stored that another record brought. */
	record Duplicate() implements Settled {}

	/** It is kept among the dead letters, with its bytes. */
	record DeadLettered(Reason reason) implements Settled {}

	/** The store takes nothing at the moment. That says nothing about the event, which waits however long it takes. */
	record RetryLater(String why) implements Outcome {}

	/**
	 * Another record of the same identity came first and is not stored yet. Only what becomes of that one says whether
	 * this is a duplicate.
	 *
	 * @param winner where the other record stands
	 */
	record Undecided(String winner) implements Outcome {}

	/** The attempt failed because of the event, as far as one can tell. */
	record Failed(Throwable cause) implements Outcome {}
}
