package dev.millrace.ingest.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a client is told to come again: not all of them at once. */
record RetryAfter(RandomGenerator random) {

	private static final int LONGEST_SECONDS = 3;

	/** From 1 to 3 whole seconds. */
	Duration next() {
		return Duration.ofSeconds(1L + random.nextInt(LONGEST_SECONDS));
	}
}
