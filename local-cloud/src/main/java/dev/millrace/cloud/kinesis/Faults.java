package dev.millrace.cloud.kinesis;

import java.time.Duration;

/**
 * What goes wrong on purpose; it can be changed while the service runs.
 *
 * @param failedEntries share of the entries of PutRecord and PutRecords that are refused, 0 to 1
 * @param failure with which error: THROUGHPUT_EXCEEDED or INTERNAL_FAILURE
 * @param lostReplies share of the requests that are carried out and then never answered: the connection closes; 0 to 1
 * @param latency by which each request is answered later
 * @param shardLimits whether shards refuse what is above 1 MiB/s or 1,000 records/s in, 2 MiB/s or 5 reads/s out
 */
public record Faults(double failedEntries, ErrorCode failure, double lostReplies, Duration latency,
		boolean shardLimits) {
	public static final Faults NONE = new Faults(0, ErrorCode.THROUGHPUT_EXCEEDED, 0, Duration.ZERO, false);

	public Faults {
		requireShare("failedEntries", failedEntries);
		requireShare("lostReplies", lostReplies);
		if (failure != ErrorCode.THROUGHPUT_EXCEEDED && failure != ErrorCode.INTERNAL_FAILURE) {
			throw new IllegalArgumentException("failure must be one that an entry can have, not " + failure);
		}
		if (latency.isNegative()) {
			throw new IllegalArgumentException("latency must not be negative");
		}
	}

	public Faults withShardLimits(boolean changed) {
		return new Faults(failedEntries, failure, lostReplies, latency, changed);
	}

	private static void requireShare(String name, double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException("%s must be from 0 to 1, not %s".formatted(name, share));
		}
	}
}
