package dev.millrace.web.limits;

import java.time.Duration;

/**
 * Whether a request may be answered, and how many more.
 *
 * @param granted whether this one may
 * @param limit this instance's share of the key's limit
 * @param remaining requests that may follow at once
 * @param refill until the next may follow where none is left, else until the bucket is full again
 */
public record Allowance(boolean granted, RateLimit limit, long remaining, Duration refill) {

	private static final String POLICY = "\"requests\"";

	/** The value of {@code RateLimit-Policy}: the quota and the seconds in which all of it comes back. */
	public String policyHeader() {
		int seconds = Math.max(1, Math.ceilDiv(limit.burst(), limit.requestsPerSecond()));
		return POLICY + ";q=" + limit.burst() + ";w=" + seconds;
	}

	/** The value of {@code RateLimit}: what remains, and the seconds until there is more. */
	public String header() {
		return POLICY + ";r=" + remaining + ";t=" + seconds();
	}

	private long seconds() {
		return refill.plusNanos(999_999_999).toSeconds();
	}
}
