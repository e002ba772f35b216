package dev.millrace.processor.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.millrace.event.Event;
import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.EventQueries.Lookup;
import dev.millrace.processor.InMemoryEvents;
import dev.millrace.processor.InMemoryLetters;
import dev.millrace.processor.InMemoryReplayStates;
import dev.millrace.processor.LoopSettings;
import dev.millrace.processor.Reason;
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Counts;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.Replay.Target;
import dev.millrace.processor.ScriptedHistory;
import dev.millrace.processor.SilentMeter;
import dev.millrace.processor.SteppedTime;
import dev.millrace.processor.StreamRecord;
import dev.millrace.processor.TestEvents;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayRunTests {

	private static final ReplaySettings SETTINGS = new ReplaySettings(1, Duration.ofSeconds(1), 65_536, 1,
			Duration.ofSeconds(5), Duration.ofSeconds(30));
	private static final Instant BEFORE = NOW.minusSeconds(60);

	private final SteppedTime time = new SteppedTime();
	private final InMemoryReplayStates states = new InMemoryReplayStates();
	private final ScriptedHistory history = new ScriptedHistory();
	private final InMemoryEvents table = new InMemoryEvents();
	private final InMemoryLetters letters = new InMemoryLetters();
	private final List<DeadLetter> written = new ArrayList<>();
	private final List<String> published = new ArrayList<>();
	private final SilentMeter meter = new SilentMeter();
	private final RecordLoop loop = new RecordLoop(table, letter -> {
		throw new AssertionError("not a letter of the stream's own reader: " + letter);
	}, new LoopSettings(1, 1, Duration.ofSeconds(1)), meter, Optional.of(events -> {
		events.stream().map(Event::id).forEach(published::add);
		return List.of();
	}));

	private static Plan from(Target target, String... types) {
		return new Plan(target, Optional.of(BEFORE), Map.of(), List.of(types), false);
	}

	/** Runs what is written down of a replay, which is written down again whenever time passes. */
	private Replay run(Replay replay) {
		var mine = replay.ownedBy(Optional.of("me")).writtenAt(time.instant(), replay);
		assertThat(states.replace(mine)).isTrue();
		var tenure = new Tenure(states, mine, time.instant(), Duration.ofSeconds(15), time);
		var sending = new Sending(loop, written::add, letters, 1);
		new ReplayRun(tenure, history, sending, SETTINGS, time, duration -> {
			time.sleep(duration);
			tenure.write();
		}).run();
		return states.find(replay.id()).orElseThrow();
	}

	private Replay run(Plan plan) {
		return run(created(plan));
	}

	private Replay created(Plan plan) {
		var replay = Replay.of("replay-" + states.all().size(), plan, "key", NOW);
		states.create(replay);
		return replay;
	}

	private boolean isStored(String id) {
		return table.byId(id, Optional.empty()) instanceof Lookup.Found;
	}

	private static Counts counts(long records, long skipped, long stored, long redelivered, long duplicates) {
		return new Counts(records, skipped, stored, redelivered, duplicates, 0);
	}

	@Test
	void storesWhatIsMissingAndNothingTwiceAndTellsNobody() {
		history.open("a").open("b");
		for (int i = 0; i < 20; i++) {
			history.put(i % 2 == 0 ? "a" : "b", BEFORE.plusSeconds(i), event("e" + i).data(Integer.toString(i)));
		}
		table.storeAll(List.of(TestEvents.arrival(history.put("a", BEFORE, event("there")))));
		table.storeAll(List.of(event("e3").data("\"first\"").arrival()));

		var replay = run(from(Target.TABLE));

		assertThat(replay.state()).isEqualTo(State.DONE);
		assertThat(replay.progress().counts()).isEqualTo(counts(21, 0, 19, 1, 1));
		assertThat(replay.progress().shards()).hasSize(2).allSatisfy((_, mark) -> assertThat(mark.finished()).isTrue());
		for (int i = 0; i < 20; i++) {
			assertThat(isStored("e" + i)).as("e%d", i).isTrue();
		}
		assertThat(table.byId("e3", Optional.empty())).isInstanceOfSatisfying(Lookup.Found.class,
				found -> assertThat(new String(found.document(), StandardCharsets.UTF_8)).contains("\"first\""));
		assertThat(published).isEmpty();
		assertThat(meter.settled).as("counted when they were new").isEmpty();

		var again = run(from(Target.TABLE));
		assertThat(again.progress().counts()).isEqualTo(counts(21, 0, 0, 20, 1));
	}

	@Test
	void publishesWhatIsInTheTableBecauseOfItsRecordAndNothingElse() {
		history.open("a");
		table.storeAll(List.of(event("other").arrival()));
		for (String id : List.of("one", "other", "two", "one")) {
			history.put("a", BEFORE, event(id));
		}
		var replay = run(from(Target.BUS));

		assertThat(replay.progress().counts()).isEqualTo(counts(4, 0, 2, 0, 2));
		assertThat(published).containsExactlyInAnyOrder("one", "two");
		run(from(Target.BUS));
		assertThat(published).as("published again").containsExactlyInAnyOrder("one", "two", "one", "two");
	}

	@Test
	void endsWithWhatHadArrivedWhenItWasAskedFor() {
		history.open("a").open("b");
		history.put("a", NOW, event("last"));
		history.put("a", NOW.plusMillis(1), event("later"));
		history.put("b", NOW.plusMillis(1), event("later too"));

		var replay = run(from(Target.TABLE));

		assertThat(replay.state()).isEqualTo(State.DONE);
		assertThat(isStored("last")).isTrue();
		assertThat(isStored("later") || isStored("later too")).isFalse();
		assertThat(replay.progress().counts()).isEqualTo(counts(1, 0, 1, 0, 0));
	}

	@Test
	void beginsWithARecordOfEachShardThatIsNamed() {
		history.open("a").open("b").open("c");
		history.put("a", BEFORE, event("a1"));
		var start = history.put("a", BEFORE, event("a2"));
		history.put("a", BEFORE, event("a3"));
		history.put("b", BEFORE, event("b1"));
		history.open("d", "a", "gone");
		history.put("d", BEFORE, event("d1"));

		run(new Plan(Target.TABLE, Optional.empty(), Map.of("a", start.position().sequenceNumber()), List.of(), false));

		assertThat(isStored("a2") && isStored("a3")).isTrue();
		assertThat(isStored("d1")).as("came of the shard that is named").isTrue();
		assertThat(isStored("a1") || isStored("b1")).isFalse();
	}

	@Test
	void readsNoShardBeforeThoseThatItCameOfAreFinished() {
		history.open("merged", "left", "right").closed("left", "first").closed("right", "first").closed("first");
		for (String shard : List.of("first", "left", "right", "merged")) {
			for (int i = 0; i < 30; i++) {
				history.put(shard, BEFORE.plusSeconds(i), event(shard + i));
			}
		}
		run(from(Target.TABLE));

		assertThat(history.reads.indexOf("merged")).isGreaterThan(history.reads.lastIndexOf("left"))
				.isGreaterThan(history.reads.lastIndexOf("right"));
		assertThat(history.reads.indexOf("left")).isGreaterThan(history.reads.lastIndexOf("first"));
	}

	@Test
	void sendsOnlyTheTypesThatAreNamed() {
		history.open("a");
		history.put("a", BEFORE, event("one").type("order.placed"));
		history.put("a", BEFORE, event("two").type("order.paid"));
		history.put("a", BEFORE, event("three").type("audit"));
		history.put("a", BEFORE, event("four").type("audits"));
		history.put("a", BEFORE, new TestEvents.Spec("broken", "/", "", "", NOW, false, ""));

		var replay = run(from(Target.TABLE, "order.*", "audit"));

		assertThat(replay.progress().counts()).isEqualTo(counts(5, 2, 3, 0, 0));
		assertThat(isStored("one") && isStored("two") && isStored("three")).isTrue();
		assertThat(isStored("four")).isFalse();
		assertThat(written).as("of no type").isEmpty();
	}

	@Test
	void onlyCountsWhereItIsDry() {
		history.open("a");
		history.put("a", BEFORE, event("one").type("order"));
		history.put("a", BEFORE, event("two").type("audit"));

		var replay = run(new Plan(Target.BUS, Optional.of(BEFORE), Map.of(), List.of("order"), true));

		assertThat(replay.progress().counts()).isEqualTo(counts(2, 1, 0, 0, 0));
		assertThat(isStored("one")).isFalse();
		assertThat(published).isEmpty();
	}

	@Test
	void readsAShardNoOftenerThanItMay() {
		history.open("a").open("b");
		for (int i = 0; i < 400; i++) {
			history.put(i % 2 == 0 ? "a" : "b", BEFORE, event("e" + i).data("\"" + "x".repeat(5000) + "\""));
		}
		Map<String, List<Duration>> reads = new TreeMap<>();
		history.beforeRead = shard -> reads.computeIfAbsent(shard, _ -> new ArrayList<>()).add(time.passed());
		run(from(Target.TABLE));

		// About 5.3 KB each: 12 a second are 64 KiB.
		assertThat(history.reads).hasSizeGreaterThan(2 * 200 / 13);
		assertThat(reads.values()).allSatisfy(times -> {
			for (int i = 1; i < times.size(); i++) {
				assertThat(times.get(i).minus(times.get(i - 1))).isGreaterThanOrEqualTo(SETTINGS.pause());
			}
		});
		assertThat(time.passed()).isGreaterThan(Duration.ofSeconds(200 * 5200L / 65_536));
	}

	@Test
	void waitsForAStreamThatDoesNotAnswer() {
		history.open("a");
		history.put("a", BEFORE, event("one"));
		history.silent = 8;

		assertThat(run(from(Target.TABLE)).state()).isEqualTo(State.DONE);
		assertThat(isStored("one")).isTrue();
		assertThat(time.passed()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(5));
	}

	@Test
	void goesOnWhereItWasWrittenDownLast() {
		history.closed("a").open("b", "a");
		for (int i = 0; i < 40; i++) {
			history.put("a", BEFORE, event("a" + i));
			history.put("b", BEFORE, event("b" + i));
		}
		var replay = created(from(Target.TABLE));
		int[] reads = {0};
		history.beforeRead = _ -> {
			if (++reads[0] == 3) {
				throw new IllegalThreadStateException("killed");
			}
		};
		var killed = run(replay);
		assertThat(killed.state()).isEqualTo(State.FAILED);
		assertThat(killed.why()).hasValueSatisfying(why -> assertThat(why).contains("killed"));
		long done = killed.progress().counts().records();
		assertThat(done).isEqualTo(5);

		// What a process that is killed leaves: the same, but nobody has written an end.
		var left = new Replay("left", killed.plan(), "key", NOW, State.RUNNING, Optional.empty(), Optional.of("dead"),
				0, NOW, killed.progress());
		states.create(left);
		history.reads.clear();
		var ended = run(left);

		assertThat(ended.state()).isEqualTo(State.DONE);
		assertThat(ended.progress().counts()).isEqualTo(counts(80, 0, 80, 0, 0));
	}

	@Test
	void stopsWhereItIsCancelled() {
		history.open("a");
		for (int i = 0; i < 40; i++) {
			history.put("a", BEFORE, event("e" + i));
		}
		var replay = created(from(Target.TABLE));
		var desk = new ReplayDesk(states, history, 1, true, () -> {}, time);
		history.beforeRead = _ -> {
			if (history.reads.size() == 2) {
				assertThat(desk.cancel(replay.id(), "other")).isTrue();
			}
		};
		var cancelled = run(replay);

		assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
		assertThat(isStored("e0")).isTrue();
		assertThat(isStored("e39")).isFalse();
		assertThat(history.reads).hasSizeLessThan(5);
	}

	@Test
	void failsWhereTheStreamHasForgottenWhatWasToBeRead() {
		history.open("a").open("b");
		for (int i = 0; i < 40; i++) {
			history.put("a", BEFORE, event("e" + i));
		}
		history.beforeRead = _ -> {
			if (history.reads.size() == 2) {
				history.forget("a");
			}
		};
		var failed = run(from(Target.TABLE));

		assertThat(failed.state()).isEqualTo(State.FAILED);
		assertThat(failed.why()).contains("no shard a");
		assertThat(run(new Plan(Target.TABLE, Optional.empty(), Map.of("a", "1"), List.of(), false)).state())
				.isEqualTo(State.FAILED);
	}

	@Test
	void keepsWhatCannotBeStoredUnlessThatIsKnown() {
		history.open("a");
		var broken = new TestEvents.Spec("broken", "/", "", "", NOW, false, "");
		StreamRecord known = history.put("a", BEFORE, broken);
		letters.keep(new DeadLetter(new Reason(Reason.UNREADABLE, "", Optional.empty(), 1, NOW, NOW), known));
		StreamRecord unknown = history.put("a", BEFORE, broken);

		var replay = run(from(Target.TABLE));

		assertThat(replay.progress().counts().deadLettered()).isEqualTo(2);
		assertThat(written).extracting(letter -> letter.record().position()).containsExactly(unknown.position());
	}
}
