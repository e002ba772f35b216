package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.TestEvents;

import static dev.millrace.processor.TestEvents.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random streams of two shards whose consumers take turns at random, die between any two calls and begin again at any
 * checkpoint: of every identity exactly one event is visible, and it is the first that a shard could have stored.
 */
class StoringPropertyTests {

	private static final int ROUNDS = 400;

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
		private final List<List<Arrival>> shards = List.of(new ArrayList<>(), new ArrayList<>());
		private final FakeItems items = new FakeItems(this::perhapsCrash);
		private final EventStore store = new TableEventStore(items);
		private boolean mayCrash = true;

		Run(long seed) {
			this.random = new Random(seed);
			this.name = "seed " + seed;
		}

		private void perhapsCrash() {
			if (mayCrash && random.nextInt(12) == 0) {
				throw new Crash();
			}
		}

		void check() {
			fill();
			int[] at = {0, 0};
			while (at[0] < shards.get(0).size() || at[1] < shards.get(1).size()) {
				int shard = random.nextInt(2);
				if (at[shard] < shards.get(shard).size()) {
					at[shard] = handle(shard, at[shard]);
				}
			}
			assertOneOfEach();
		}

		/** Where the consumer is after one event: one further, or, if it died, at some checkpoint before. */
		private int handle(int shard, int at) {
			mayCrash = random.nextInt(3) > 0;
			try {
				store(shards.get(shard).get(at));
				return random.nextInt(20) == 0 ? random.nextInt(at + 1) : at + 1;
			} catch (Crash _) {
				return random.nextInt(at + 1);
			}
		}

		private void store(Arrival arrival) {
			if (arrival.event().repeatable()) {
				store.store(arrival);
			} else {
				store.storeAll(List.of(arrival));
			}
		}

		private void fill() {
			int count = 5 + random.nextInt(20);
			for (int i = 0; i < count; i++) {
				append(random.nextInt(4) == 0 ? made(i) : chosen());
			}
		}

		/** As the stream does: the partition key decides the shard. An event may be put twice. */
		private void append(TestEvents.Spec spec) {
			int shard = Math.floorMod(spec.key().hashCode(), 2);
			int times = random.nextInt(4) == 0 ? 2 : 1;
			for (int i = 0; i < times; i++) {
				shards.get(shard).add(TestEvents.arrival(spec.recordAt("shard-" + shard)));
			}
		}

		private TestEvents.Spec made(int i) {
			return TestEvents.event("made-" + i).generatedId();
		}

		/** Few ids, sources and times, so that they meet; with or without a key that the sender chose. */
		private TestEvents.Spec chosen() {
			String id = "id-" + random.nextInt(3);
			boolean keyed = Math.floorMod(id.hashCode(), 2) == 0;
			return TestEvents.event(id)
					.source("/s" + random.nextInt(3))
					.time(NOW.plusMillis(random.nextInt(3)))
					.key(keyed ? "key-" + random.nextInt(4) : id)
					.data(Integer.toString(random.nextInt(1000)));
		}

		private void assertOneOfEach() {
			Map<Identity, Integer> seen = new HashMap<>();
			items.visible().forEach(item -> seen.merge(item.identity(), 1, Integer::sum));
			Map<Identity, Set<String>> firsts = firstOfEachShard();

			assertThat(seen.values()).as(name).allMatch(count -> count == 1);
			assertThat(seen.keySet()).as(name).isEqualTo(firsts.keySet());
			items.visible()
					.forEach(item -> assertThat(firsts.get(item.identity())).as(name)
							.contains(new String(item.event().document(), UTF_8)));
		}

		private Map<Identity, Set<String>> firstOfEachShard() {
			Map<Identity, Set<String>> firsts = new LinkedHashMap<>();
			for (List<Arrival> shard : shards) {
				Set<Identity> met = new HashSet<>();
				for (Arrival arrival : shard) {
					var identity = EventItem.of(arrival).identity();
					if (met.add(identity)) {
						firsts.computeIfAbsent(identity, _ -> new HashSet<>())
								.add(new String(arrival.event().document(), UTF_8));
					}
				}
			}
			return firsts;
		}
	}
}
