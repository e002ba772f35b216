package dev.millrace.cloud.run;

import java.time.Duration;

/** How long to wait before a process is started again: longer each time it dies soon, at once when it had run long. */
final class Backoff {
	static final Duration FIRST = Duration.ofMillis(500);
	static final Duration LONGEST = Duration.ofSeconds(30);
	/** Who ran so long did not die of its start. */
	private static final Duration STEADY = Duration.ofSeconds(60);

	private final boolean atOnce;
	private Duration next = FIRST;

	/** @param atOnce whether the wait is always the first one */
	Backoff(boolean atOnce) {
		this.atOnce = atOnce;
	}

	/** The wait after a life of that length. */
	Duration after(Duration life) {
		if (atOnce || life.compareTo(STEADY) >= 0) {
			next = FIRST;
		}
		var wait = next;
		next = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
		return wait;
	}
}
