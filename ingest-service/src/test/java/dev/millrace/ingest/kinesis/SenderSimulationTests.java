package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.millrace.ingest.CountingMeter;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.Events;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole run of lanes and sender in one thread, with a clock that is stepped and a stream that fails entries, fails calls
 * and loses replies. A failing seed is printed and runs the same way again.
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

		private record Later(Instant at, Runnable task) {}

		private record Stored(String partitionKey, int number) {}

		private final long seed;
		private final Random random;
		private Instant now = Instant.EPOCH;
		private final PriorityQueue<Later> timers = new PriorityQueue<>(Comparator.comparing(Later::at));
		private final Lanes lanes;
		private final Sender sender;
		private final int badness;

		private final Map<String, List<Integer>> stream = new HashMap<>();
		private final Map<Integer, String> placedAs = new HashMap<>();
		private final Map<Integer, String> receipts = new HashMap<>();
		private final HashSet<Integer> unconfirmed = new HashSet<>();
		private final Map<Integer, String> keys = new HashMap<>();
		private boolean lostAReply;
		private int sequence;

		Run(long seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.badness = random.nextInt(4) * 25;
			this.lanes = new Lanes(1 + random.nextInt(4), 1024, () -> now, Duration.ofSeconds(1), Duration.ofSeconds(1),
					new CountingMeter());
			this.sender = new Sender(lanes, this::put, (pause, task) -> timers.add(new Later(now.plus(pause), task)),
					() -> now,
					random, new CountingMeter());
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
			String key = "key-" + random.nextInt(5);
			keys.put(number, key);
			lanes.append(Events.event(Integer.toString(number), key, "x".repeat(random.nextInt(600))), placement -> {
				switch (placement) {
					case Placement.Placed(var shard, var sequenceNumber) ->
						receipts.put(number, shard + sequenceNumber);
					case Placement.Unconfirmed() -> assertThat(unconfirmed.add(number)).as("seed %d", seed).isTrue();
				}
			});
		}

		private void step() throws InterruptedException {
			if (lanes.hasReady()) {
				sender.sendNext();
			} else if (!timers.isEmpty()) {
				Later next = timers.remove();
				now = next.at();
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
				lostAReply = true;
				throw new IllegalStateException("the reply was lost");
			}
			return placements;
		}

		private Placement putOne(Lane.Load load) {
			if (chance()) {
				return new Placement.Unconfirmed();
			}
			String sequenceNumber = "-" + sequence++;
			for (Stored stored : taken(load)) {
				stream.computeIfAbsent(stored.partitionKey(), _ -> new ArrayList<>()).add(stored.number());
				placedAs.put(stored.number(), "shard" + sequenceNumber);
			}
			return new Placement.Placed("shard", sequenceNumber);
		}

		private boolean chance() {
			return random.nextInt(200) < badness;
		}

		private List<Stored> taken(Lane.Load load) {
			return Deaggregated.ids(load.data())
					.stream()
					.map(Integer::valueOf)
					.map(number -> new Stored(String.valueOf(keys.get(number)), number))
					.toList();
		}

		private void check(int count) {
			assertThat(receipts.size() + unconfirmed.size()).as("seed %d: each has one outcome", seed).isEqualTo(count);
			receipts.forEach((number, receipt) -> assertThat(placedAs.get(number)).as("seed %d: event %d", seed, number)
					.isEqualTo(receipt));
			stream.values().forEach(numbers -> {
				var firsts = numbers.stream().distinct().toList();
				assertThat(firsts).as("seed %d: order of a key", seed).isSorted();
				if (!lostAReply) {
					assertThat(numbers).as("seed %d: no record without its receipt", seed)
							.isEqualTo(firsts)
							.allMatch(receipts::containsKey);
				}
			});
		}
	}
}
