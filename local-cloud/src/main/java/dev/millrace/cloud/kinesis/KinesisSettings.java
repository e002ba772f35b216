package dev.millrace.cloud.kinesis;

import java.time.Duration;

/**
 * What can be set.
 *
 * @param segmentBytes size at which a shard's log goes on in a new file; what is expired goes away file by file
 * @param maxOpenShards over all streams; AWS allows 500 in us-east-1 unless asked for more
 * @param transition how long a stream stays CREATING, UPDATING or DELETING
 * @param housekeeping how often expired records and shards are deleted
 * @param faults what goes wrong on purpose from the start
 */
public record KinesisSettings(long segmentBytes, int maxOpenShards, Duration transition, Duration housekeeping,
		Faults faults) {
	public static final KinesisSettings DEFAULT = new KinesisSettings(16 << 20, 500, Duration.ZERO,
			Duration.ofMinutes(1), Faults.NONE);

	public KinesisSettings {
		if (segmentBytes < 1 || maxOpenShards < 1) {
			throw new IllegalArgumentException("segmentBytes and maxOpenShards must be at least 1");
		}
		if (transition.isNegative() || !housekeeping.isPositive()) {
			throw new IllegalArgumentException("transition must not be negative, housekeeping must be positive");
		}
	}

	public KinesisSettings withTransition(Duration changed) {
		return new KinesisSettings(segmentBytes, maxOpenShards, changed, housekeeping, faults);
	}

	public KinesisSettings withFaults(Faults changed) {
		return new KinesisSettings(segmentBytes, maxOpenShards, transition, housekeeping, changed);
	}
}
