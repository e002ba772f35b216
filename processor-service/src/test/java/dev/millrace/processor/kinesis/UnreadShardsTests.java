package dev.millrace.processor.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import dev.millrace.processor.Unavailable;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class UnreadShardsTests {

	private final List<Lease> leases = new ArrayList<>();
	private final List<Progress> own = new ArrayList<>();
	private Instant now = Instant.EPOCH;
	private Supplier<Collection<Lease>> table = () -> leases;
	private final UnreadShards shards = new UnreadShards(() -> table.get(), () -> own, () -> now);

	private static Lease lease(String shard, long renewals) {
		var lease = new Lease();
		lease.leaseKey(shard);
		lease.leaseOwner("worker");
		lease.leaseCounter(renewals);
		return lease;
	}

	private Status after(int seconds) {
		now = now.plusSeconds(seconds);
		shards.look();
		return requireNonNull(shards.health()).getStatus();
	}

	private void renew(int shard) {
		Lease lease = leases.get(shard);
		leases.set(shard, lease(lease.leaseKey(), lease.leaseCounter() + 1));
	}

	@Test
	void aShardIsUnreadOnceItsLeaseIsNotRenewedForAMinute() {
		leases.add(lease("shardId-0", 1));
		leases.add(lease("shardId-1", 1));
		assertThat(after(0)).isEqualTo(Status.UP);
		renew(0);
		assertThat(after(59)).isEqualTo(Status.UP);
		renew(0);
		assertThat(after(1)).isEqualTo(Status.DOWN);
		assertThat(shards.count()).isEqualTo(1);
		assertThat(requireNonNull(shards.health()).getDetails().toString()).contains("shardId-1");
		renew(1);
		assertThat(after(1)).isEqualTo(Status.UP);
	}

	@Test
	void aShardAtItsEndNeedsNoReader() {
		var ended = lease("shardId-0", 1);
		ended.checkpoint(ExtendedSequenceNumber.SHARD_END);
		leases.add(ended);
		assertThat(after(0)).isEqualTo(Status.UP);
		assertThat(after(600)).isEqualTo(Status.UP);
	}

	@Test
	void aThrottledTableChangesNothing() {
		leases.add(lease("shardId-0", 1));
		assertThat(after(0)).isEqualTo(Status.UP);
		table = () -> {
			throw new Unavailable("throttled");
		};
		assertThat(after(600)).isEqualTo(Status.UP);
		table = () -> leases;
		renew(0);
		assertThat(after(1)).isEqualTo(Status.UP);
	}

	@Test
	void aShardThatIsHeldAndNotReadIsUnread() {
		own.add(new Progress("shardId-0", () -> now));
		assertThat(after(59)).isEqualTo(Status.UP);
		assertThat(after(1)).isEqualTo(Status.DOWN);
		own.getFirst().idle();
		assertThat(after(0)).isEqualTo(Status.UP);
	}
}
