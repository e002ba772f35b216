package dev.millrace.processor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: longer each time up to a bound, with jitter so that many lanes do not come back at once, and
 * no longer than the lease.
 */
final class Pauses {

	private static final Duration FIRST = Duration.ofMillis(50);
	/** How late, at most, work goes on after an outage. */
	static final Duration LONGEST = Duration.ofSeconds(5);
	/** How late, at most, the end of a lease is noticed. */
	private static final Duration SLICE = Duration.ofMillis(100);
	private static final int DOUBLINGS = 10;

	/** Puts the thread to rest; a test moves its clock instead. */
	@FunctionalInterface
	interface Sleeper {
		void sleep(Duration time) throws InterruptedException;
	}

	private final Sleeper sleeper;
	private final RandomGenerator random;

	Pauses(Sleeper sleeper, RandomGenerator random) {
		this.sleeper = sleeper;
		this.random = random;
	}

	/**
	 * Waits before the attempt after this one.
	 *
	 * @param attempt how many have failed, from 1
	 * @throws LeaseLost if the lease ends, or the thread is interrupted, meanwhile
	 */
	void afterAttempt(int attempt, Lease lease) {
		Duration left = length(attempt);
		while (left.isPositive()) {
			lease.require();
			Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
			sleep(slice);
			left = left.minus(slice);
		}
		lease.require();
	}

	private Duration length(int attempt) {
		Duration grown = FIRST.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
		long most = Math.min(grown.toMillis(), LONGEST.toMillis());
		return Duration.ofMillis(random.nextLong(most / 2, most + 1));
	}

	private void sleep(Duration time) {
		try {
			sleeper.sleep(time);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new LeaseLost();
		}
	}
}
