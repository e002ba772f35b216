package dev.millrace.event;

/** What came of reading one event. */
public sealed interface Reading {

	/** The event is as it should be. */
	record Read(Draft draft) implements Reading {}

	/** The event is not taken. */
	record Refused(Problem problem) implements Reading {}
}
