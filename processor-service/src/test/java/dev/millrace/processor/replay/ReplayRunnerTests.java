package dev.millrace.processor.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.millrace.processor.InMemoryReplayStates;
import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.Replay.Target;
import dev.millrace.processor.SteppedTime;

import static dev.millrace.processor.TestEvents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayRunnerTests {

	private static final ReplaySettings SETTINGS = new ReplaySettings(1, Duration.ofSeconds(1), 65_536, 1,
			Duration.ofSeconds(5), Duration.ofSeconds(30));

	private final SteppedTime time = new SteppedTime();
	private final InMemoryReplayStates states = new InMemoryReplayStates();
	private final CountDownLatch end = new CountDownLatch(1);

	/** A process, and the rights that it has won. */
	private final class Instance {

		private final List<Tenure> tenures = new ArrayList<>();
		private final ReplayRunner runner = new ReplayRunner(states, tenure -> {
			tenures.add(tenure);
			return this::untilTheEnd;
		}, SETTINGS, time);

		private void untilTheEnd() {
			try {
				end.await();
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		}

		private boolean holds() {
			return !tenures.isEmpty() && tenures.getLast().isHeld();
		}
	}

	private final Instance first = new Instance();
	private final Instance second = new Instance();

	private Replay created(String id) {
		var replay = Replay.of(id, new Plan(Target.TABLE, Optional.of(NOW), Map.of(), List.of(), false), "key", NOW);
		states.create(replay);
		return replay;
	}

	private void pass(Duration duration, Instance... alive) {
		for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(SETTINGS.beat())) {
			time.sleep(SETTINGS.beat());
			List.of(alive).forEach(instance -> instance.runner.look());
		}
	}

	@AfterEach
	void endThreads() {
		end.countDown();
	}

	@Test
	void oneOfTwoTakesAReplayAndKeepsIt() {
		created("one");
		first.runner.look();
		second.runner.look();
		pass(Duration.ofMinutes(5), first, second);

		assertThat(first.holds()).isTrue();
		assertThat(first.tenures).hasSize(1);
		assertThat(second.tenures).isEmpty();
	}

	@Test
	void aSilentProcessHasStoppedBeforeAnotherBegins() {
		created("one");
		first.runner.look();
		second.runner.look();
		for (int beats = 0; !second.holds(); beats++) {
			assertThat(beats).isLessThan(10);
			pass(SETTINGS.beat(), second);
			assertThat(first.holds() && second.holds()).as("both run it").isFalse();
		}
		assertThat(time.passed()).isBetween(SETTINGS.silence(), SETTINGS.silence().plus(SETTINGS.beat()));

		first.runner.look();
		assertThat(first.tenures).hasSize(1);
		pass(Duration.ofMinutes(1), first, second);
		assertThat(first.holds()).isFalse();
		assertThat(second.holds()).isTrue();
	}

	@Test
	void whoStopsInOrderLeavesItAtOnce() {
		created("one");
		first.runner.look();
		first.runner.stop();
		assertThat(first.holds()).isFalse();
		assertThat(states.find("one").orElseThrow().owner()).isEmpty();

		second.runner.look();
		assertThat(second.holds()).isTrue();
	}

	@Test
	void whoCannotWriteForAWhileStops() {
		created("one");
		first.runner.look();
		states.down(true);
		pass(Duration.ofSeconds(10), first);
		assertThat(first.holds()).isTrue();
		pass(Duration.ofSeconds(5), first);
		assertThat(first.holds()).isFalse();

		states.down(false);
		first.runner.look();
		assertThat(first.holds()).as("it is still its own").isTrue();
	}

	@Test
	void whatIsCancelledIsNotRun() {
		var replay = created("one");
		first.runner.look();
		var now = states.find(replay.id()).orElseThrow();
		states.replace(now.ended(State.CANCELLED, Optional.empty()).writtenAt(time.instant(), now));

		first.runner.look();
		assertThat(first.holds()).isFalse();
		pass(Duration.ofMinutes(1), first, second);
		assertThat(states.find("one").orElseThrow().state()).isEqualTo(State.CANCELLED);
		assertThat(second.tenures).isEmpty();
	}

	@Test
	void noMoreRunThanMay() {
		created("one");
		created("two");
		first.runner.look();
		second.runner.look();
		assertThat(first.tenures).hasSize(1);
		assertThat(second.tenures).isEmpty();

		first.tenures.getFirst().end(State.DONE, Optional.empty());
		second.runner.look();
		assertThat(second.tenures.getFirst().replay().id()).isEqualTo("two");
	}

	@Test
	void runsWhatItIsToldOfWithoutBeingAsked() {
		first.runner.start();
		try {
			created("one");
			first.runner.soon();
			Awaitility.await().until(first::holds);
		} finally {
			first.runner.stop();
		}
		assertThat(first.runner.isRunning()).isFalse();
		assertThat(states.find("one").orElseThrow().owner()).isEmpty();
	}
}
