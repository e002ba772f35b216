package dev.millrace.processor;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a record that fails is tried.
 *
 * @param clock that tells its age
 * @param attempts after which it is dead-lettered
 * @param age after which it is dead-lettered however few attempts that were, counted from the first
 * @param letters written at the same time, at most
 */
record Patience(Clock clock, int attempts, Duration age, int letters) {

	static Patience of(LoopSettings settings, Clock clock) {
		return new Patience(clock, settings.attempts(), settings.giveUpAfter(), settings.calls());
	}
}
