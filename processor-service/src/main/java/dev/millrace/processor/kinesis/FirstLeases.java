package dev.millrace.processor.kinesis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.streamInfo.StreamIdCache;
import software.amazon.kinesis.leases.HierarchicalShardSyncer;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.metrics.NullMetricsScope;

/**
 * Writes the first leases into an empty table. The library does so by itself, but after a random wait of up to 30 s by
 * which it keeps many workers apart; each lease is put only where there is none, so that they may as well all try.
 */
final class FirstLeases {

	private static final Logger log = LoggerFactory.getLogger(FirstLeases.class);

	private final LeaseManagementConfig config;
	private final StreamConfig stream;

	FirstLeases(LeaseManagementConfig config, StreamConfig stream) {
		this.config = config;
		this.stream = stream;
	}

	/** Leaves it to the library where the table or the stream is not there yet. */
	void write(Scheduler scheduler) {
		try {
			// A lease names its stream by this cache, which the scheduler itself sets up only when it runs.
			StreamIdCache.initialize(scheduler.streamIdCacheManager(), config.streamIdOnboardingState());
			var factory = config.leaseManagementFactory(new DynamoDBLeaseSerializer(), false);
			var refresher = factory.createLeaseRefresher();
			if (refresher.isLeaseTableEmpty()) {
				InitialPositionInStreamExtended start = stream.initialPositionInStreamExtended();
				new HierarchicalShardSyncer().checkAndCreateLeaseForNewShards(factory.createShardDetector(stream),
						refresher, start, new NullMetricsScope(), false, true);
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		} catch (Exception e) { // The library declares checked and unchecked ones of many kinds.
			log.warn("The first leases are left to the library: {}", e.getMessage());
		}
	}
}
