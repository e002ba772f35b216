package dev.millrace.processor;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a record could not be stored.
 *
 * @param code a stable word: {@value #UNREADABLE}, {@value #BROKEN_AGGREGATE}, {@value #REJECTED}, {@value #UNDECIDED} or
 *            {@value #UNEXPECTED}
 * @param message what was said of it, for a person
 * @param exception the class of the exception, where one was thrown
 * @param attempts how often it was tried, at least once
 * @param firstAt when it was tried first
 * @param lastAt when it was tried last
 */
public record Reason(String code, String message, Optional<String> exception, int attempts, Instant firstAt,
		Instant lastAt) {

	/** The record holds no event of the intake. */
	public static final String UNREADABLE = "unreadable";
	/** The record begins as an aggregate and cannot be taken apart. */
	public static final String BROKEN_AGGREGATE = "broken-aggregate";
	/** The store says that it can never hold this event. */
	public static final String REJECTED = "rejected";
	/** An event of the same identity came first, and what becomes of it did not turn out in time. */
	public static final String UNDECIDED = "undecided";
	/** Handling the event failed, again and again, in a way that nobody foresaw. */
	public static final String UNEXPECTED = "unexpected";
}
