package dev.millrace.web.limits;

import java.time.Duration;

/**
 * How much a key may ask: a bucket of units. A request takes one, and what it holds by the piece may take more.
 *
 * @param refill units that flow in during each period, 1 to {@value #MOST}
 * @param period more than zero
 * @param burst units that it holds when full, 1 to {@value #MOST}
 */
public record RateLimit(int refill, Duration period, int burst) {

	/** The largest number of units. */
	public static final int MOST = 1_000_000;
	private static final Duration SECOND = Duration.ofSeconds(1);

	/** One that is refilled by so many units a second. */
	public RateLimit(int perSecond, int burst) {
		this(perSecond, SECOND, burst);
	}

	/** Such as "second" or "60 seconds". */
	public String periodInWords() {
		return period.equals(SECOND) ? "second" : period.toSeconds() + " seconds";
	}

	/** How long so many units take to flow in. */
	Duration timeOf(long units) {
		long nanos = period.toNanos();
		return units <= Long.MAX_VALUE / nanos
				? Duration.ofNanos(Math.ceilDiv(units * nanos, refill))
				: period.multipliedBy(units).dividedBy(refill);
	}

	/** What each of several instances grants of it. */
	RateLimit share(int instances) {
		return new RateLimit(Math.ceilDiv(refill, instances), period, Math.ceilDiv(burst, instances));
	}
}
