package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.InMemoryLargeEvents;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.TestEvents;

import static dev.millrace.processor.TestEvents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random streams of three shards whose consumers take turns between any two calls, die between any two calls and begin
 * again at any checkpoint. Some events the table never takes. Of every identity exactly one event is visible, unless all
 * of it is dead-lettered, and nothing is a duplicate of what is not visible.
 */
class StoringPropertyTests {

	private static final int ROUNDS = 400;
	private static final int SHARDS = 3;
	/** Turns that an event waits for another of its identity, as the loop does for a while. */
	private static final int PATIENCE = 60;

	/** Thrown where the process dies. */
	private static final class Crash extends RuntimeException {
		private static final long serialVersionUID = 1L;
	}

	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5})
	void eachIdentityIsVisibleExactlyOnce(long seed) {
		for (int round = 0; round < ROUNDS; round++) {
			new Run(seed * ROUNDS + round).check();
		}
	}

	/** One stream, one table, and all that befalls them. */
	private static final class Run {

		private final Random random;
		private final String name;
		private final List<List<Arrival>> shards = new ArrayList<>();
		private final int[] at = new int[SHARDS];
		private final boolean[] busy = new boolean[SHARDS];
		private final FakeItems items = new FakeItems(Run::isPoison, this::between);
		private final EventStore store = new TableEventStore(items, new InMemoryLargeEvents());
		private final Set<Arrival> deadLettered = new HashSet<>();
		private final Map<Arrival, Integer> waits = new HashMap<>();
		private boolean mayCrash = true;

		Run(long seed) {
			this.random = new Random(seed);
			this.name = "seed " + seed;
		}

		private static boolean isPoison(EventItem item) {
			return item.event().type().equals("poison");
		}

		/** The others' turn, or the end of whoever makes the call. */
		private void between() {
			int other = random.nextInt(SHARDS * 3);
			if (other < SHARDS && !busy[other]) {
				turn(other);
			}
			if (mayCrash && random.nextInt(15) == 0) {
				throw new Crash();
			}
		}

		void check() {
			for (int i = 0; i < SHARDS; i++) {
				shards.add(new ArrayList<>());
			}
			fill();
			for (int turns = 0; isUnfinished(); turns++) {
				assertThat(turns).as(name + " comes to no end").isLessThan(20_000);
				mayCrash = random.nextInt(3) > 0;
				turn(random.nextInt(SHARDS));
			}
			assertOneOfEach();
		}

		private boolean isUnfinished() {
			for (int shard = 0; shard < SHARDS; shard++) {
				if (at[shard] < shards.get(shard).size()) {
					return true;
				}
			}
			return false;
		}

		/** One call's worth of one shard; afterwards it is further, or, if it died, at some checkpoint before. */
		private void turn(int shard) {
			List<Arrival> left = shards.get(shard).subList(at[shard], shards.get(shard).size());
			if (left.isEmpty()) {
				return;
			}
			busy[shard] = true;
			try {
				List<Arrival> batch = List.copyOf(left.subList(0, Math.min(left.size(), 1 + random.nextInt(4))));
				at[shard] += settled(batch, store.storeAll(batch));
				if (random.nextInt(20) == 0) {
					at[shard] = random.nextInt(at[shard] + 1);
				}
			} catch (Crash _) {
				at[shard] = random.nextInt(at[shard] + 1);
			} finally {
				busy[shard] = false;
			}
		}

		/** How many from the first on have come to their end. What failed is let go at once, whatever is before it. */
		private int settled(List<Arrival> batch, List<Outcome> outcomes) {
			int settled = batch.size();
			for (int i = batch.size() - 1; i >= 0; i--) {
				Arrival arrival = batch.get(i);
				switch (outcomes.get(i)) {
					case Outcome.Settled end -> assertSettled(arrival, end);
					case Outcome.Failed(var _) -> {
						store.release(arrival);
						deadLettered.add(arrival);
					}
					case Outcome.RetryLater _ -> settled = i;
					case Outcome.Undecided _ -> {
						if (waits.merge(arrival, 1, Integer::sum) < PATIENCE) {
							settled = i;
						} else {
							deadLettered.add(arrival);
						}
					}
				}
			}
			return settled;
		}

		private void assertSettled(Arrival arrival, Outcome.Settled end) {
			var identity = EventItem.of(arrival).identity();
			assertThat(items.visible().stream().filter(item -> item.identity().equals(identity))).as(name + " " + end)
					.singleElement()
					.satisfies(item -> assertThat(item.position().equals(arrival.position())).as(name + " " + end)
							.isEqualTo(!(end instanceof Outcome.Duplicate)));
		}

		private void fill() {
			int count = 5 + random.nextInt(20);
			for (int i = 0; i < count; i++) {
				append(event());
			}
		}

		/** As the stream does: the partition key decides the shard. An event may be put twice. */
		private void append(TestEvents.Spec spec) {
			int shard = Math.floorMod(spec.key().hashCode(), SHARDS);
			int times = random.nextInt(4) == 0 ? 2 : 1;
			for (int i = 0; i < times; i++) {
				shards.get(shard).add(TestEvents.arrival(spec.recordAt("shard-" + shard)));
			}
		}

		/** Few ids, sources and times, so that they meet; ids as the intake makes them, and copies of those. */
		private TestEvents.Spec event() {
			String id = random.nextBoolean() ? uuid(random.nextInt(2)) : "id-" + random.nextInt(3);
			var event = TestEvents.event(id)
					.source("/s" + random.nextInt(3))
					.time(NOW.plusMillis(random.nextInt(3)))
					.key(random.nextBoolean() ? "key-" + random.nextInt(4) : id)
					.type(random.nextInt(5) == 0 ? "poison" : "fine")
					.data(Integer.toString(random.nextInt(1000)));
			return random.nextInt(3) == 0 ? event.generatedId() : event;
		}

		private static String uuid(int number) {
			return new UUID((NOW.toEpochMilli() + number) << 16 | 0x7000, 0x8000_0000_0000_0000L | number).toString();
		}

		private void assertOneOfEach() {
			Map<Identity, List<Arrival>> sent = shards.stream()
					.flatMap(List::stream)
					.collect(Collectors.groupingBy(arrival -> EventItem.of(arrival).identity()));
			sent.forEach((identity, arrivals) -> {
				var visible = items.visible().stream().filter(item -> item.identity().equals(identity)).toList();
				assertThat(visible).as("%s: %s", name, identity).hasSizeLessThan(2);
				if (visible.isEmpty()) {
					assertThat(deadLettered).as("%s: %s", name, identity).containsAll(arrivals);
				}
			});
			assertThat(items.visible()).as(name).noneMatch(Run::isPoison);
		}
	}
}
