package dev.millrace.processor.metrics;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.millrace.processor.ProcessorMeter.Again;
import dev.millrace.processor.Reason;
import dev.millrace.processor.ShardProgress;

import static org.assertj.core.api.Assertions.assertThat;

class MicrometerMeterTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
	private final MicrometerMeter meter = new MicrometerMeter(meters);

	private record Shard(String shard, long lagMillis, long lagRecords, long ageMillis,
			long checkpointMillis) implements ShardProgress {}

	private double gauge(String name, String... tags) {
		return meters.get("millrace.processor." + name).tags(tags).gauge().value();
	}

	@Test
	void allThatIsKnownBeforehandIsZeroAndNotMissing() {
		for (String name : List.of("stored.events", "duplicate.events", "dead.lettered.events")) {
			assertThat(meters.get("millrace.processor." + name).counter().count()).isZero();
		}
		Reason.CODES.forEach(
				code -> assertThat(meters.get("millrace.processor.dead.letters").tag("reason", code).counter().count())
						.isZero());
		assertThat(gauge("leases")).isZero();
	}

	@Test
	void countsWhyAttemptsAreMadeAgain() {
		meter.again(Again.UNAVAILABLE);
		meter.again(Again.UNAVAILABLE);
		assertThat(meters.get("millrace.processor.again").tag("because", "unavailable").counter().count())
				.isEqualTo(2);
	}

	@Test
	void tellsOfAShardForAsLongAsItIsRead() {
		var shard = new Shard("shardId-1", 5, 6, 7, 8);
		meter.begins(shard);
		meter.begins(new Shard("shardId-2", 0, 4, 0, 0));
		assertThat(gauge("lag", "shard", "shardId-1")).isEqualTo(5);
		assertThat(gauge("lag.events", "shard", "shardId-1")).isEqualTo(6);
		assertThat(gauge("age", "shard", "shardId-1")).isEqualTo(7);
		assertThat(gauge("checkpoint.age", "shard", "shardId-1")).isEqualTo(8);
		assertThat(gauge("leases")).isEqualTo(2);
		assertThat(gauge("in.flight.events")).isEqualTo(10);

		meter.ends(shard);
		assertThat(meters.find("millrace.processor.lag").tag("shard", "shardId-1").gauge()).isNull();
		assertThat(gauge("leases")).isEqualTo(1);
	}

	/** Nobody but the meter holds what it is to ask. */
	@Test
	void tellsOfUnreadShardsForAsLongAsTheServiceRuns() {
		meter.unread(new AtomicInteger(3)::get);
		var unheld = new WeakReference<>(new Object());
		Awaitility.await("a collection").until(() -> {
			System.gc();
			return unheld.get() == null;
		});
		assertThat(gauge("unread.shards")).isEqualTo(3);
	}
}
