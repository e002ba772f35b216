package dev.millrace.web.limits;

import java.time.Duration;
import java.util.Map;

/**
 * Whether a request may be answered, and what is left for those behind it.
 *
 * @param granted whether this one may
 * @param limit this instance's share of the key's limit
 * @param remaining units that are there at once; below 0 what is owed
 */
public record Allowance(boolean granted, RateLimit limit, long remaining) {

	private static final String POLICY = "\"key\"";
	private static final long NANOS = Duration.ofSeconds(1).toNanos();

	/** {@code RateLimit-Policy}, the quota and the seconds in which all of it comes back, and {@code RateLimit}, what is left of it. */
	public Map<String, String> headers() {
		return Map.of("RateLimit-Policy", policy(), "RateLimit", left());
	}

	private String policy() {
		return POLICY + ";q=" + limit.burst() + ";w=" + Math.max(1, seconds(limit.timeOf(limit.burst())));
	}

	private String left() {
		return POLICY + ";r=" + Math.max(0, remaining) + ";t=" + seconds(refill());
	}

	private static long seconds(Duration time) {
		return Math.ceilDiv(time.toNanos(), NANOS);
	}

	/** Until the next request may follow where nothing is left, else until the bucket is full again. */
	public Duration refill() {
		return limit.timeOf((remaining > 0 ? limit.burst() : 1) - remaining);
	}
}
