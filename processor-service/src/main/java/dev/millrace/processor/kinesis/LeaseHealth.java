package dev.millrace.processor.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;

/**
 * Whether this worker takes part: its scheduler runs and it reads a shard. Where it is given none for a while, others hold
 * them all, and it stands by.
 */
final class LeaseHealth implements HealthIndicator, WorkerStateChangeListener {

	private static final Duration WHILE = Duration.ofSeconds(20);

	private final Leases leases;
	private final Clock clock;
	private volatile WorkerState state = WorkerState.CREATED;
	private volatile Instant since = Instant.MAX;

	LeaseHealth(Leases leases, Clock clock) {
		this.leases = leases;
		this.clock = clock;
	}

	@Override
	public void onWorkerStateChange(WorkerState newState) {
		state = newState;
		since = clock.instant();
	}

	@Override
	public Health health() {
		boolean takesPart = leases.anyTaken() || Duration.between(since, clock.instant()).compareTo(WHILE) > 0;
		var health = state == WorkerState.STARTED && takesPart ? Health.up() : Health.down();
		return health.withDetail("worker", state).build();
	}
}
