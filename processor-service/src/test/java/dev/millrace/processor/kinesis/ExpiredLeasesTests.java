package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import dev.millrace.processor.SilentMeter;

import static dev.millrace.processor.kinesis.LeaseTable.lease;
import static org.assertj.core.api.Assertions.assertThat;

class ExpiredLeasesTests {

	private static final Duration LIMIT = Duration.ofSeconds(6);

	private final LeaseTable table = new LeaseTable();
	private final Leases leases = new Leases(new SilentMeter());
	private Instant now = Instant.EPOCH;
	private final ExpiredLeases expired = new ExpiredLeases(leases::ofAllWorkers, leases::take, LIMIT, () -> now);

	ExpiredLeasesTests() {
		leases.coordinatedBy(table.coordinator("me"));
	}

	private void lookAfter(int seconds) {
		now = now.plusSeconds(seconds);
		expired.look();
	}

	@Test
	void whatNobodyHasRenewedForTheLimitIsTakenOver() {
		table.put(lease("shardId-0", "dead", 1));
		table.put(lease("shardId-1", "alive", 1));
		table.put(lease("shardId-2", null, 1));
		lookAfter(0);
		table.put(lease("shardId-1", "alive", 2));
		lookAfter(5);
		assertThat(table.owner("shardId-0")).isEqualTo("dead");
		lookAfter(1);
		assertThat(table.owner("shardId-0")).isEqualTo("me");
		assertThat(table.owner("shardId-1")).isEqualTo("alive");
		assertThat(table.owner("shardId-2")).isEqualTo("me");
	}

	/** What another worker has taken meanwhile begins to count anew. */
	@Test
	void aLeaseThatHasChangedHandsIsLeftAlone() {
		table.put(lease("shardId-0", "dead", 1));
		lookAfter(0);
		table.put(lease("shardId-0", "other", 2));
		lookAfter(6);
		assertThat(table.owner("shardId-0")).isEqualTo("other");
	}

	@Test
	void neitherFinishedShardsNorOnesOwnAreTaken() {
		var finished = lease("shardId-0", "dead", 1);
		finished.checkpoint(ExtendedSequenceNumber.SHARD_END);
		table.put(finished);
		table.put(lease("shardId-1", "me", 1));
		lookAfter(0);
		lookAfter(60);
		assertThat(table.owner("shardId-0")).isEqualTo("dead");
		assertThat(table.list()).extracting(lease -> lease.leaseCounter()).containsOnly(1L);
	}

	@Test
	void whoLeavesTakesNothingMore() {
		table.put(lease("shardId-0", "dead", 1));
		lookAfter(0);
		leases.drain();
		lookAfter(60);
		assertThat(table.owner("shardId-0")).isEqualTo("dead");
	}

	@Test
	void aTableThatIsDownIsAskedAgain() {
		table.put(lease("shardId-0", "dead", 1));
		lookAfter(0);
		table.goDown();
		lookAfter(60);
		assertThat(table.owner("shardId-0")).isEqualTo("dead");
	}
}
