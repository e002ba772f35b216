package dev.millrace.processor;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The attempts at one record so far: those that count against it, and those that only say that nothing works now. */
final class Trials {

	private final Clock clock;
	private final Instant firstAt;
	private int failures;
	private int outages;

	Trials(Clock clock) {
		this.clock = clock;
		this.firstAt = clock.instant();
	}

	int failed() {
		return ++failures;
	}

	int unavailable() {
		return ++outages;
	}

	Reason reason(RuntimeException last) {
		String code = last instanceof Rejected ? Reason.REJECTED : Reason.UNEXPECTED;
		String message = last.getMessage() == null ? "" : last.getMessage();
		Throwable cause = last instanceof Rejected && last.getCause() != null ? last.getCause() : last;
		return new Reason(code, message, Optional.of(cause.getClass().getName()), failures, firstAt, clock.instant());
	}
}
