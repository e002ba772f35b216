package dev.millrace.file;

import java.time.Duration;

/** What is to become of the message that brought a notice. */
public sealed interface Verdict {

	/** All that it asks for is done, or secured elsewhere. */
	record Done() implements Verdict {}

	/** It is to come again, not before that time is over. */
	record Later(Duration pause) implements Verdict {}
}
