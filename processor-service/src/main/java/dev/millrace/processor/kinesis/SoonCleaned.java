package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.concurrent.Executors;

import software.amazon.kinesis.leases.LeaseCleanupManager;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseManagementFactory;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.metrics.MetricsFactory;

/**
 * The library's own parts, but one: the leases of finished shards go as soon as their children are begun, and not after five
 * minutes, which no setting changes. While they are there they count as a worker's share, and one may hold nothing else.
 */
final class SoonCleaned extends DynamoDBLeaseManagementFactory {

	/** Between looks for shards that the stream has forgotten: the library's default. */
	private static final Duration GARBAGE = Duration.ofMinutes(30);

	private final Duration often;

	/** @param config complete: it is read here and now */
	SoonCleaned(LeaseManagementConfig config, Duration often) {
		super(config, new DynamoDBLeaseSerializer(), false);
		this.often = often;
	}

	@Override
	public LeaseCleanupManager createLeaseCleanupManager(MetricsFactory metrics) {
		var thread = Executors
				.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lease-cleanup").factory());
		return new LeaseCleanupManager(createLeaseCoordinator(metrics), metrics, thread, true, often.toMillis(),
				often.toMillis(), GARBAGE.toMillis());
	}
}
