package dev.millrace.ingest;

import dev.millrace.event.Draft;
import dev.millrace.event.Problem;

/** Judges an event's data by the schema of its type, where there is one. */
@FunctionalInterface
public interface SchemaCheck {

	/** Looks at the data; in bounded time and memory, whatever the data is. */
	Verdict check(Draft draft);

	/** What the schema says of an event. */
	sealed interface Verdict {

		/** It fits, or its type has no schema. */
		record Fits() implements Verdict {}

		/** It does not fit, and is not taken. */
		record Refused(Problem problem) implements Verdict {}

		/**
		 * It does not fit, and is taken all the same.
		 *
		 * @param error what is kept with the event: the place and the schema's keyword
		 */
		record Marked(String error) implements Verdict {}
	}
}
