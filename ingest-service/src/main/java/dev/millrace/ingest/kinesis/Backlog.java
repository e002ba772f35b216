package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.util.Arrays;

/**
 * Judges whether an event that is appended now would wait too long. The stream is behind where it has just confirmed an event
 * late, and more wait than it confirms in that time at its best of the last seconds. Both are asked: a large batch alone is
 * confirmed soon enough, and a late confirmation alone may be a call that had bad luck.
 */
final class Backlog {

	private static final int WINDOW_MILLIS = 1000;
	private static final int WINDOWS = 5;
	/** An event that waits this part of the most is late. */
	private static final int LATE = 4;

	private final long mostWaitMillis;
	private final long few;
	private final long[] confirmed = new long[WINDOWS];
	private long window;
	private volatile long best;
	private volatile long lastWait;
	private volatile long lastAt;

	/**
	 * A backlog.
	 *
	 * @param mostWait that an event may expect
	 * @param few events that never are too many, as long as nobody knows how many the stream can take
	 */
	Backlog(Duration mostWait, int few) {
		this.mostWaitMillis = mostWait.toMillis();
		this.few = few;
	}

	/**
	 * Events came to their end.
	 *
	 * @param confirmed how many the stream took; 0 where their time was over
	 * @param waited how long the first of them was there, in milliseconds
	 * @param now in milliseconds from any origin after the first minute
	 */
	synchronized void ended(int confirmed, long waited, long now) {
		long current = now / WINDOW_MILLIS;
		for (long passed = Math.max(window + 1, current - WINDOWS + 1); passed <= current; passed++) {
			this.confirmed[(int) (passed % WINDOWS)] = 0;
		}
		window = current;
		this.confirmed[(int) (current % WINDOWS)] += confirmed;
		best = Arrays.stream(this.confirmed).max().orElse(0);
		lastWait = waited;
		lastAt = now;
	}

	/** Whether one more would wait too long behind so many. */
	boolean isTooLong(long waiting, long now) {
		return now - lastAt < (long) WINDOWS * WINDOW_MILLIS
				&& lastWait > mostWaitMillis / LATE
				&& waiting > Math.max(few, best * mostWaitMillis / WINDOW_MILLIS);
	}
}
