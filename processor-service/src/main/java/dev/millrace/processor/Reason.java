package dev.millrace.processor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a record could not be stored.
 *
 * @param code a stable word, one of {@link #CODES}
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
	/** It lies inside an aggregate in a shard to which its hash key does not belong. */
	public static final String MISPLACED = "misplaced";
	/** The store says that it can never hold this event. */
	public static final String REJECTED = "rejected";
	/** An event of the same identity came first, and what becomes of it did not turn out in time. */
	public static final String UNDECIDED = "undecided";
	/** Handling the event failed, again and again, in a way that nobody foresaw. */
	public static final String UNEXPECTED = "unexpected";
	/** All of them. */
	public static final List<String> CODES = List.of(UNREADABLE, BROKEN_AGGREGATE, MISPLACED, REJECTED, UNDECIDED,
			UNEXPECTED);
}
