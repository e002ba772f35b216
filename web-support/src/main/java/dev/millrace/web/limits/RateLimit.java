package dev.millrace.web.limits;

/**
 * How often a key may ask: a token bucket.
 *
 * @param requestsPerSecond by which it fills, 1 to {@value #MOST}
 * @param burst requests that it holds when full, 1 to {@value #MOST}
 */
public record RateLimit(int requestsPerSecond, int burst) {

	/** The largest of either number. */
	public static final int MOST = 1_000_000;
}
