package dev.millrace.processor.replay;

import java.time.Duration;

import dev.millrace.processor.StreamHistory.Part;

/**
 * How much of a shard is asked for, and when. Kinesis limits a read by records and answers with up to 10 MiB, for which it
 * refuses all readers for seconds; so the limit follows from the size of the records that came last.
 */
final class Pace {

	/** Before anything is known: with the largest records it is within what a shard gives in a second. */
	private static final int FIRST = 1;
	private static final int MOST = 10_000;
	/** The next records may be larger than those before. */
	private static final int GROWTH = 4;

	private final ReplaySettings settings;
	private int limit = FIRST;

	Pace(ReplaySettings settings) {
		this.settings = settings;
	}

	/** Records of the next read. */
	int limit() {
		return limit;
	}

	/** The time from the read that brought this to the next one. */
	Duration after(Part part) {
		if (part.whole() > 0) {
			long size = Math.max(1, part.bytes() / part.whole());
			long wanted = settings.bytesPerSecond() * settings.pause().toMillis() / 1000 / size;
			limit = (int) Math.clamp(wanted, 1, Math.min(MOST, (long) limit * GROWTH));
		}
		Duration forBytes = Duration.ofMillis(part.bytes() * 1000 / settings.bytesPerSecond());
		return forBytes.compareTo(settings.pause()) > 0 ? forBytes : settings.pause();
	}
}
