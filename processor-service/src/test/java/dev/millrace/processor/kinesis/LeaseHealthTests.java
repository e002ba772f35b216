package dev.millrace.processor.kinesis;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener.WorkerState;

import dev.millrace.processor.SilentMeter;

import static org.assertj.core.api.Assertions.assertThat;

class LeaseHealthTests {

	private final Leases leases = new Leases(new SilentMeter());
	private Instant now = Instant.EPOCH;
	private final LeaseHealth health = new LeaseHealth(leases, new Clock() {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return now;
		}
	});

	@Test
	void isUpWhenAShardIsRead() {
		health.onWorkerStateChange(WorkerState.STARTED);
		assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		leases.of("shardId-000000000000");
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void standsByWhereOthersHoldAllLeases() {
		health.onWorkerStateChange(WorkerState.STARTED);
		now = now.plusSeconds(21);
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownBeforeItStartsAndAfterItStops() {
		now = now.plusSeconds(100);
		assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		leases.of("shardId-000000000000");
		health.onWorkerStateChange(WorkerState.SHUT_DOWN);
		assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
	}
}
