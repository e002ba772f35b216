package dev.millrace.cloud.kinesis.shard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** So much a second, and a second's worth at once. What is taken beyond that is a debt, which is waited off. */
final class Allowance {
	private final double perSecond;
	private final InstantSource clock;
	private double left;
	private Instant filled;

	Allowance(double perSecond, InstantSource clock) {
		this.perSecond = perSecond;
		this.clock = clock;
		this.left = perSecond;
		this.filled = clock.instant();
	}

	boolean has(double amount) {
		fill();
		return left >= amount;
	}

	void take(double amount) {
		left -= amount;
	}

	private void fill() {
		var now = clock.instant();
		double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
		left = Math.min(perSecond, left + seconds * perSecond);
		filled = now;
	}
}
