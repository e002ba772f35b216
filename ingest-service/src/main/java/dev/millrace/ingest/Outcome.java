package dev.millrace.ingest;

import dev.millrace.event.Problem;

/** What came of one event that a client sent. */
public sealed interface Outcome {

	/** It is in the stream. */
	record Accepted(Receipt receipt) implements Outcome {}

	/** It is not taken, and never will be as it is. */
	record Refused(Problem problem) implements Outcome {}

	/**
	 * The stream did not confirm it in time. It may be there all the same, where only the answer was lost: a retry with the
	 * same id and source makes no second event.
	 *
	 * @param id the id under which to send it again
	 */
	record Unconfirmed(String id) implements Outcome {}
}
