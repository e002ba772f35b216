package dev.millrace.bench;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each request took. */
public final class Latencies {
	private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

	public void add(long took) {
		nanos.add(took);
	}

	public void reset() {
		nanos.clear();
	}

	/** In milliseconds, so that the given share of the requests took no longer. */
	public double percentile(double share) {
		var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
		return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
	}
}
