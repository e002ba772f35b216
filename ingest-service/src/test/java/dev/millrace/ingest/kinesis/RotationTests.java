package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.ingest.CountingMeter;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.Events;

import static org.assertj.core.api.Assertions.assertThat;

/** Events whose key nobody chose fill records, and spread over the stream. */
class RotationTests {

	private static final int RECORD_BYTES = 1024;

	private final List<Lane.Load> put = new ArrayList<>();

	@Test
	void whatGathersIsOneRecord() throws InterruptedException {
		var lanes = lanes(64);
		for (int i = 0; i < 4; i++) {
			append(lanes, i);
		}
		send(lanes);
		assertThat(put).singleElement().extracting(Lane.Load::count).isEqualTo(4);
	}

	@Test
	void whatIsMoreThanARecordIsSeveralInOneCall() throws InterruptedException {
		var lanes = lanes(64);
		for (int i = 0; i < 20; i++) {
			append(lanes, i);
		}
		send(lanes);
		assertThat(put).hasSizeBetween(4, 6);
		assertThat(put.stream().mapToInt(Lane.Load::count).sum()).isEqualTo(20);
		assertThat(put).allSatisfy(load -> assertThat(load.data().length).isLessThanOrEqualTo(RECORD_BYTES));
	}

	@ParameterizedTest
	@ValueSource(ints = {1, 2, 3, 10, 64, 100, 4096})
	void eachLaneHasItsTurnAndThoseThatFollowAreFarApart(int count) throws InterruptedException {
		var lanes = lanes(count);
		var places = new HashSet<String>();
		for (int i = 0; i < count; i++) {
			append(lanes, i);
			send(lanes);
		}
		put.forEach(load -> places.add(load.lane().hashKey()));
		assertThat(places).hasSize(count);
	}

	@Test
	void aLaneThatIsUnderWayIsPassedOver() throws InterruptedException {
		var lanes = lanes(3);
		var sender = sender(lanes);
		append(lanes, 0);
		var first = sender.begin();
		append(lanes, 1);
		var second = sender.begin();
		sender.settle(second, sender.put(second));
		append(lanes, 2);
		var third = sender.begin();
		append(lanes, 3);
		var fourth = sender.begin();
		assertThat(fourth.getFirst().lane()).isNotSameAs(first.getFirst().lane())
				.isSameAs(second.getFirst().lane());
		assertThat(third.getFirst().lane()).isNotSameAs(first.getFirst().lane());
	}

	@Test
	void nobodyWaitsBehindTheEventsOfABusyKey() throws InterruptedException {
		var lanes = lanes(64);
		for (int i = 0; i < 200; i++) {
			lanes.append(Events.event("keyed-" + i, "busy", "x".repeat(100)), _ -> {});
		}
		var told = new AtomicInteger();
		for (int i = 0; i < 63; i++) {
			lanes.append(Events.generated(Integer.toString(i), "x".repeat(700)), _ -> told.incrementAndGet());
		}
		send(lanes);
		assertThat(told).hasValue(63);
	}

	@Test
	void whereAllAreUnderWayItWaitsForOneOfThem() throws InterruptedException {
		var lanes = lanes(1);
		var sender = sender(lanes);
		append(lanes, 0);
		var first = sender.begin();
		append(lanes, 1);
		assertThat(lanes.hasReady()).isFalse();
		sender.settle(first, sender.put(first));
		send(lanes);
		assertThat(lanes.open()).isZero();
	}

	private static Lanes lanes(int count) {
		return new Lanes(count, RECORD_BYTES, () -> Instant.EPOCH, Duration.ofSeconds(1), Duration.ofSeconds(1),
				new CountingMeter());
	}

	private static void append(Lanes lanes, int number) {
		lanes.append(Events.generated(Integer.toString(number), "x"), _ -> {});
	}

	private void send(Lanes lanes) throws InterruptedException {
		sender(lanes).sendNext();
	}

	private Sender sender(Lanes lanes) {
		return new Sender(lanes, new Pace(Duration.ZERO), loads -> {
			put.addAll(loads);
			return loads.stream().map(_ -> (Placement) new Placement.Placed("shard", "1")).toList();
		}, (_, task) -> task.run(), () -> Instant.EPOCH, new Random(1), new CountingMeter());
	}
}
