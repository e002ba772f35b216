package dev.millrace.web.problem;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When clients are told to come again that met a fault together: not all of them at once. */
public record RetryAfter(RandomGenerator random) {

	private static final int LONGEST_SECONDS = 3;

	/** From 1 to 3 whole seconds. */
	public Duration next() {
		return Duration.ofSeconds(1L + random.nextInt(LONGEST_SECONDS));
	}
}
