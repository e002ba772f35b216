package dev.millrace.processor.kinesis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.streamInfo.StreamIdCache;
import software.amazon.kinesis.leases.HierarchicalShardSyncer;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.metrics.NullMetricsScope;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * What a worker begins with. It writes the first leases into an empty table, as its own. The library does so by itself, but
 * after a random wait of up to 30 s by which it keeps many workers apart, and gives them out only once a worker has
 * introduced itself. Likewise it takes those that belong to nobody, as a worker leaves them that was stopped in order. Each
 * lease is put only where there is none, and taken only while it is nobody's, so that all workers may as well try: it belongs
 * to the one that came first, until the library shares them out.
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
						owned(refresher), start, new NullMetricsScope(), false, true);
			} else {
				takeOwnerless(refresher);
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		} catch (Exception e) { // The library declares checked and unchecked ones of many kinds.
			log.warn("The first leases are left to the library: {}", e.getMessage());
		}
	}

	private void takeOwnerless(LeaseRefresher refresher) throws LeasingException {
		for (Lease lease : refresher.listLeases()) {
			if (lease.actualOwner() == null && !ExtendedSequenceNumber.SHARD_END.equals(lease.checkpoint())) {
				refresher.takeLease(lease, config.workerIdentifier());
			}
		}
	}

	/** The same, but each lease that it creates is this worker's. */
	private LeaseRefresher owned(LeaseRefresher refresher) {
		return (LeaseRefresher) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[]{LeaseRefresher.class},
				(_, method, arguments) -> {
					if (method.getName().equals("createLeaseIfNotExists") && arguments[0] instanceof Lease lease) {
						lease.leaseOwner(config.workerIdentifier());
					}
					try {
						return method.invoke(refresher, arguments);
					} catch (InvocationTargetException e) {
						throw e.getCause();
					}
				});
	}
}
