package dev.millrace.web.limits;

/**
 * How much a key may ask: a bucket of units. A request takes one, and what it holds by the piece may take more.
 *
 * @param perSecond by which it fills, 1 to {@value #MOST}
 * @param burst units that it holds when full, 1 to {@value #MOST}
 */
public record RateLimit(int perSecond, int burst) {

	/** The largest of either number. */
	public static final int MOST = 1_000_000;
}
