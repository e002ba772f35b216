package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.millrace.event.Event;
import dev.millrace.ingest.CountingMeter;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.Events;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole run of lanes and sender in one thread, with a clock that is stepped, several calls under way that end in any order, and a
 * stream that fails entries, fails calls and loses replies. A failing seed is printed and runs the same way again.
 */
class SenderSimulationTests {

	private static final int SEEDS = Integer.getInteger("millrace.seeds", 10_000);

	@Test
	void whateverTheStreamDoesAReceiptIsTheTruth() throws InterruptedException {
		for (long seed = 0; seed < SEEDS; seed++) {
			new Run(seed).go();
		}
	}

	private static final class Run {

		private static final int MOST_CALLS = 3;

		private record Later(Instant at, Runnable task) {}

		private record Stored(int number, String place) {}

		private final long seed;
		private final Random random;
		private Instant now = Instant.EPOCH;
		private final PriorityQueue<Later> timers = new PriorityQueue<>(Comparator.comparing(Later::at));
		private final List<List<Lane.Load>> underWay = new ArrayList<>();
		private final Lanes lanes;
		private final Sender sender;
		private final int badness;

		private final Map<String, List<Stored>> stream = new HashMap<>();
		private final Set<String> lost = new HashSet<>();
		private final Map<Integer, String> receipts = new HashMap<>();
		private final Set<Integer> unconfirmed = new HashSet<>();
		private final Map<Integer, String> keys = new HashMap<>();
		private int sequence;

		Run(long seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.badness = random.nextInt(4) * 25;
			this.lanes = new Lanes(1 + random.nextInt(6), 1024, () -> now, Duration.ofSeconds(1), Duration.ofSeconds(1),
					new CountingMeter());
			this.sender = new Sender(lanes, new Pace(Duration.ZERO), this::put,
					(pause, task) -> timers.add(new Later(now.plus(pause), task)), () -> now, random,
					new CountingMeter());
		}

		void go() throws InterruptedException {
			int count = 1 + random.nextInt(60);
			for (int number = 0; number < count; number++) {
				append(number);
				if (random.nextInt(3) == 0) {
					step();
				}
			}
			while (lanes.open() > 0) {
				step();
			}
			check(count);
		}

		private void append(int number) {
			lanes.append(event(number), placement -> {
				switch (placement) {
					case Placement.Placed(var shard, var sequenceNumber) ->
						receipts.put(number, shard + sequenceNumber);
					case Placement.Unconfirmed() -> assertThat(unconfirmed.add(number)).as("seed %d", seed).isTrue();
				}
			});
		}

		private Event event(int number) {
			String data = "x".repeat(random.nextInt(600));
			int key = random.nextInt(8);
			keys.put(number, key < 5 ? "key-" + key : "of its own: " + number);
			return key < 5 ? Events.event(Integer.toString(number), "key-" + key, data)
					: Events.generated(Integer.toString(number), data);
		}

		private void step() throws InterruptedException {
			boolean mayBegin = lanes.hasReady() && underWay.size() < MOST_CALLS;
			if (mayBegin && (underWay.isEmpty() || random.nextBoolean())) {
				underWay.add(sender.begin());
			} else if (!underWay.isEmpty()) {
				List<Lane.Load> loads = underWay.remove(random.nextInt(underWay.size()));
				sender.settle(loads, sender.put(loads));
			} else if (!timers.isEmpty()) {
				Later next = timers.remove();
				now = Collections.max(List.of(now, next.at()));
				next.task().run();
			}
		}

		private List<Placement> put(List<Lane.Load> loads) {
			now = now.plusMillis(random.nextInt(30));
			if (chance()) {
				throw new IllegalStateException("the call failed before the stream saw it");
			}
			var placements = loads.stream().map(this::putOne).toList();
			if (chance()) {
				placements.forEach(placement -> {
					if (placement instanceof Placement.Placed(var shard, var sequenceNumber)) {
						lost.add(shard + sequenceNumber);
					}
				});
				throw new IllegalStateException("the reply was lost");
			}
			return placements;
		}

		private Placement putOne(Lane.Load load) {
			if (chance()) {
				return new Placement.Unconfirmed();
			}
			String sequenceNumber = "-" + sequence++;
			for (String id : Deaggregated.ids(load.data())) {
				int number = Integer.parseInt(id);
				stream.computeIfAbsent(String.valueOf(keys.get(number)), _ -> new ArrayList<>())
						.add(new Stored(number, "shard" + sequenceNumber));
			}
			return new Placement.Placed("shard", sequenceNumber);
		}

		private boolean chance() {
			return random.nextInt(200) < badness;
		}

		private void check(int count) {
			assertThat(receipts.size() + unconfirmed.size()).as("seed %d: each has one outcome", seed).isEqualTo(count);
			var told = new HashMap<Integer, String>();
			stream.values().forEach(copies -> {
				assertThat(copies.stream().map(Stored::number).distinct().toList()).as("seed %d: order of a key", seed)
						.isSorted();
				copies.stream()
						.filter(copy -> !lost.contains(copy.place()))
						.forEach(copy -> assertThat(told.put(copy.number(), copy.place()))
								.as("seed %d: twice without cause", seed)
								.isNull());
			});
			assertThat(told).as("seed %d: what the stream told is what clients were told", seed).isEqualTo(receipts);
		}
	}
}
