package dev.millrace.processor.kinesis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** Turns the settings into the library's own configuration. */
final class Schedulers {

	/** Until a worker is known to the leader. */
	private static final Duration FIRST_SIGN = Duration.ofMillis(400);
	/** The library tells the time of a sign in whole seconds. */
	private static final Duration SHORTEST_SIGN = Duration.ofSeconds(1);

	private final KinesisSettings settings;
	private final KinesisAsyncClient kinesis;
	private final StreamConfig stream;
	private final ConfigsBuilder configs;
	private final LeaseManagementConfig leases;

	Schedulers(KinesisSettings settings, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo,
			CloudWatchAsyncClient cloudWatch, ShardRecordProcessorFactory processors) {
		this.settings = settings;
		this.kinesis = kinesis;
		this.stream = new StreamConfig(StreamIdentifier.singleStreamInstance(settings.stream()),
				InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON));
		this.configs = new ConfigsBuilder(
				new SingleStreamTracker(stream.streamIdentifier(), stream.initialPositionInStreamExtended()),
				settings.application(), kinesis, dynamo, cloudWatch, workerId(), processors);
		this.leases = leases();
	}

	Scheduler scheduler(WorkerStateChangeListener listener) {
		return new Scheduler(configs.checkpointConfig(), coordinator(listener), leases,
				configs.lifecycleConfig().aggregatorUtil(new WholeRecords()), metrics(),
				configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true),
				configs.retrievalConfig().retrievalSpecificConfig(settings.fanOut() ? fanOut() : polling()));
	}

	FirstLeases firstLeases() {
		return new FirstLeases(leases, stream);
	}

	private String workerId() {
		if (!settings.workerId().isEmpty()) {
			return settings.workerId();
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		} catch (UnknownHostException e) {
			throw new IllegalStateException("this host has no name; set millrace.processor.kinesis.worker-id", e);
		}
	}

	/** The library would ask for the list of shards at each start, and for each batch, to take aggregates apart by it. */
	private CoordinatorConfig coordinator(WorkerStateChangeListener listener) {
		return configs.coordinatorConfig()
				.skipShardSyncAtWorkerInitializationIfLeasesExist(true)
				.parentShardPollIntervalMillis(settings.parentPoll().toMillis())
				.shardConsumerDispatchPollIntervalMillis(settings.dispatch().toMillis())
				.workerStateChangeListener(listener);
	}

	/** Leases are shared out by their number: by load they wander on small machines (library issue 1814). */
	private LeaseManagementConfig leases() {
		var config = configs.leaseManagementConfig()
				.failoverTimeMillis(settings.failover().toMillis())
				.leaseAssignmentIntervalMillis(settings.assignment().toMillis())
				.shardSyncIntervalMillis(settings.shardSync().toMillis())
				.leasesRecoveryAuditorExecutionFrequencyMillis(settings.shardSync().toMillis())
				.leasesRecoveryAuditorInconsistencyConfidenceThreshold(1)
				.dynamoDbLockBasedLeaderLeaseDurationInMillis(settings.leaderLease().toMillis())
				.dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(settings.leaderHeartbeat().toMillis())
				.leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED);
		config.workerUtilizationAwareAssignmentConfig()
				.disableWorkerMetrics(true)
				.inMemoryWorkerMetricsCaptureFrequencyMillis(FIRST_SIGN.toMillis() / 2)
				.workerMetricsReporterFreqInMillis(signOfLife().toMillis())
				.varianceBalancingFrequency(roundsBetweenMoves());
		return config.leaseManagementFactory(new SoonCleaned(config, settings.shardSync()));
	}

	/**
	 * A worker counts as alive for two of these after its last. That must end before its leases expire, or else the leader
	 * gives them back to the dead, which have the fewest.
	 */
	private Duration signOfLife() {
		Duration third = settings.failover().dividedBy(3);
		return third.compareTo(SHORTEST_SIGN) < 0 ? SHORTEST_SIGN : third;
	}

	/**
	 * A lease that is on its way still counts for its last owner, so a leader that looks again meanwhile moves another one,
	 * and then moves them back. Its owner notices with the next renewal, a third of the fail-over later, and ends its batch.
	 */
	private int roundsBetweenMoves() {
		return Math.toIntExact(Math.max(1, settings.failover().dividedBy(settings.assignment())));
	}

	private PollingConfig polling() {
		return new PollingConfig(settings.stream(), kinesis).maxRecords(settings.maxRecords())
				.idleTimeBetweenReadsInMillis(settings.idle().toMillis());
	}

	private FanOutConfig fanOut() {
		return new FanOutConfig(kinesis).streamName(settings.stream()).applicationName(settings.application());
	}

	private MetricsConfig metrics() {
		var config = configs.metricsConfig().metricsLevel(settings.metrics());
		return settings.metrics() == MetricsLevel.NONE ? config.metricsFactory(new NullMetricsFactory()) : config;
	}
}
