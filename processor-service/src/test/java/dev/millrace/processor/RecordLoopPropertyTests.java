package dev.millrace.processor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random batches into a store that throttles, throws, takes a part and forgets to answer, with a queue that is down now
 * and then: each record ends stored, as a duplicate or dead-lettered, events of one key become visible in their order, and
 * a batch whose lease ends does not count as done.
 */
class RecordLoopPropertyTests {

	private static final int ROUNDS = 40;
	private static final String SHARD = "shardId-000000000000";

	@ParameterizedTest
	@ValueSource(longs = {11, 12, 13, 14, 15})
	void everyRecordComesToAnEnd(long seed) {
		for (int round = 0; round < ROUNDS; round++) {
			new Run(seed * ROUNDS + round).check();
		}
	}

	private static final class Run {

		private final Random random;
		private final String name;
		private final InMemoryEvents events = new InMemoryEvents();
		private final List<String> order = new ArrayList<>();
		private final Map<Position, Reason> letters = new HashMap<>();
		private final SteppedTime time = new SteppedTime();
		private final int trouble;

		Run(long seed) {
			this.random = new Random(seed);
			this.name = "seed " + seed;
			this.trouble = 2 + random.nextInt(10);
		}

		private synchronized boolean isTrouble() {
			return random.nextInt(trouble) == 0;
		}

		private synchronized int choose(int bound) {
			return random.nextInt(bound);
		}

		private List<Outcome> storeAll(List<Arrival> arrivals) {
			if (isTrouble()) {
				switch (choose(4)) {
					case 0 -> throw new Unavailable("down");
					case 1 -> {
						arrivals.stream().filter(arrival -> !isPoison(arrival)).forEach(this::store); // The reply is lost.
						throw new Unavailable("timed out");
					}
					case 2 -> throw new IllegalStateException("a bug");
					default -> throw new StackOverflowError();
				}
			}
			if (arrivals.stream().anyMatch(Run::isPoison)) {
				throw new Rejected("one of these");
			}
			return arrivals.stream().map(arrival -> isTrouble() ? trouble() : store(arrival)).toList();
		}

		private static boolean isPoison(Arrival arrival) {
			return arrival.event().type().equals("poison");
		}

		private Outcome trouble() {
			return switch (choose(3)) {
				case 0 -> new Outcome.RetryLater("throttled");
				case 1 -> new Outcome.Undecided("someone");
				default -> new Outcome.Failed(new IllegalStateException("once"));
			};
		}

		private synchronized Outcome store(Arrival arrival) {
			Outcome outcome = events.storeAll(List.of(arrival)).getFirst();
			if (outcome instanceof Outcome.Stored) {
				order.add(arrival.event().id());
			}
			return outcome;
		}

		private synchronized void write(DeadLetter letter) {
			if (isTrouble()) {
				throw new IllegalStateException("the queue is down");
			}
			letters.put(letter.record().position(), letter.reason());
		}

		private List<StreamRecord> batch() {
			List<StreamRecord> batch = new ArrayList<>();
			for (int i = 0; i < 1 + random.nextInt(120); i++) {
				batch.add(switch (random.nextInt(12)) {
					case 0 -> TestEvents.record(SHARD, "no event".getBytes(UTF_8));
					case 1 -> event("p" + i).type("poison").key("key" + random.nextInt(9)).record();
					case 2 -> event("e" + random.nextInt(i + 1)).key("key" + random.nextInt(9)).record();
					default -> event("e" + i).key("key" + i % 9).record();
				});
			}
			return batch;
		}

		void check() {
			List<StreamRecord> batch = batch();
			var store = new EventStore() {

				@Override
				public List<Outcome> storeAll(List<Arrival> arrivals) {
					return Run.this.storeAll(arrivals);
				}

				@Override
				public void release(Arrival arrival) {
					if (isTrouble()) {
						throw new Unavailable("down");
					}
				}
			};
			var loop = new RecordLoop(store, this::write, new LoopSettings(3, 5, Duration.ofMinutes(10)),
					new SilentMeter(), Optional.empty(), time,
					time.pauses());

			var tally = loop.process(batch, () -> true);

			assertThat(tally.stored() + tally.redelivered() + tally.duplicates() + tally.deadLettered()).as(name)
					.isEqualTo(batch.size());
			assertThat(tally.deadLettered()).as(name).isEqualTo(letters.size());
			batch.forEach(this::assertEnded);
			assertOrder(batch);
		}

		private void assertEnded(StreamRecord record) {
			boolean isEvent = new String(record.bytes(), UTF_8).startsWith("{");
			if (!isEvent) {
				assertThat(letters).as(name).containsKey(record.position());
				return;
			}
			var arrival = TestEvents.arrival(record);
			boolean visible = order.contains(arrival.event().id());
			assertThat(visible || letters.containsKey(record.position())).as(name + " " + record.position()).isTrue();
			assertThat(visible && isPoison(arrival)).as(name).isFalse();
		}

		/** The order in which a key's events first came is the order in which they became visible. */
		private void assertOrder(List<StreamRecord> batch) {
			Map<String, List<String>> came = new HashMap<>();
			Set<String> met = new HashSet<>(order);
			for (StreamRecord record : batch) {
				if (record.bytes()[0] != '{' || letters.containsKey(record.position())) {
					continue;
				}
				var event = TestEvents.arrival(record).event();
				came.computeIfAbsent(event.partitionKey(), _ -> new ArrayList<>()).add(event.id());
			}
			assertThat(met).as(name).hasSize(order.size());
			came.values().forEach(ids -> {
				List<String> once = ids.stream().filter(id -> ids.indexOf(id) == ids.lastIndexOf(id)).toList();
				List<String> alone = once.stream().filter(id -> isOfOneKey(id, came)).toList();
				assertThat(order.stream().filter(alone::contains).toList()).as(name).isEqualTo(alone);
			});
		}

		private static boolean isOfOneKey(String id, Map<String, List<String>> came) {
			return came.values().stream().filter(ids -> ids.contains(id)).count() == 1;
		}
	}
}
