package dev.millrace.file;

/** What came of telling an outcome. */
public sealed interface Telling {

	/** It is taken. */
	record Taken() implements Telling {}

	/**
	 * Nobody will ever take it as it is.
	 *
	 * @param why in the words of who refused it
	 * @param event that was refused, as it was sent
	 */
	record Refused(Fault why, String event) implements Telling {}
}
