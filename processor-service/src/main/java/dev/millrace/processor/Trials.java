package dev.millrace.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The attempts at one record so far: those that count against it, and those that only say that nothing works now. */
final class Trials {

	private final Patience patience;
	private final Instant firstAt;
	private int failures;
	private int postponements;

	Trials(Patience patience) {
		this.patience = patience;
		this.firstAt = patience.clock().instant();
	}

	void failed() {
		failures++;
	}

	int failures() {
		return failures;
	}

	/** How often nothing worked, this time included. */
	int postponed() {
		return ++postponements;
	}

	/** Which attempt the next one is, from 1. */
	int next() {
		return failures + postponements + 1;
	}

	boolean areEnough() {
		return failures >= patience.attempts();
	}

	boolean isTooOld() {
		return Duration.between(firstAt, patience.clock().instant()).compareTo(patience.age()) >= 0;
	}

	Reason reason(Throwable last) {
		String code = last instanceof Rejected ? Reason.REJECTED : Reason.UNEXPECTED;
		String message = last.getMessage() == null ? "" : last.getMessage();
		Throwable cause = last instanceof Rejected && last.getCause() != null ? last.getCause() : last;
		return new Reason(code, message, Optional.of(cause.getClass().getName()), failures, firstAt,
				patience.clock().instant());
	}

	Reason undecided(String winner) {
		String message = "%s has the same source and id, came first, and is not stored yet".formatted(winner);
		return new Reason(Reason.UNDECIDED, message, Optional.empty(), postponements + 1, firstAt,
				patience.clock().instant());
	}
}
