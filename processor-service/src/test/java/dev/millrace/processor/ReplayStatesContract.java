package dev.millrace.processor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.millrace.processor.Replay.Counts;
import dev.millrace.processor.Replay.Mark;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.Replay.Target;

import static dev.millrace.processor.TestEvents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** What every place promises where replays are written down. */
public abstract class ReplayStatesContract {

	protected abstract ReplayStates states();

	private Replay created(Instant at) {
		var plan = new Plan(Target.BUS, Optional.empty(), Map.of("shardId-000000000001", "49"), List.of("order.*"),
				true);
		var replay = Replay.of(UUID.randomUUID().toString(), plan, "key", at);
		states().create(replay);
		return replay;
	}

	private static Replay next(Replay replay, Instant at) {
		return replay.writtenAt(at, replay);
	}

	@Test
	void givesBackWhatWasWritten() {
		var created = created(NOW);
		assertThat(states().find(created.id())).contains(created);

		var written = created.ownedBy(Optional.of("me"))
				.advanced("shardId-000000000001", new Mark(Optional.of("50"), false, 1234),
						new Counts(21, 1, 2, 3, 4, 5))
				.advanced("shardId-000000000002", new Mark(Optional.empty(), true, 0), Counts.NONE)
				.writtenAt(NOW.plusSeconds(2), created);
		assertThat(states().replace(written)).isTrue();
		assertThat(states().find(created.id())).contains(written);
		assertThat(written.progress().perSecond()).isEqualTo(10.5);

		var ended = next(written.ended(State.FAILED, Optional.of("why ☃")), NOW.plusSeconds(3));
		assertThat(states().replace(ended)).isTrue();
		assertThat(states().find(created.id())).contains(ended);
		assertThat(states().find("none")).isEmpty();
	}

	@Test
	void writesNothingOverWhatSomebodyElseWrote() {
		var created = created(NOW);
		var mine = next(created.ownedBy(Optional.of("me")), NOW.plusSeconds(1));
		var other = next(created.ownedBy(Optional.of("other")), NOW.plusSeconds(2));

		assertThat(states().replace(mine)).isTrue();
		assertThat(states().replace(other)).isFalse();
		assertThat(states().replace(next(next(mine, NOW), NOW))).as("a revision that is not the next").isFalse();
		assertThat(states().find(created.id())).contains(mine);
		assertThat(states().replace(next(Replay.of("none-" + created.id(), created.plan(), "key", NOW), NOW)))
				.as("what is not there")
				.isFalse();
	}

	@Test
	void letsOneOfManyWritersIn() throws Exception {
		var created = created(NOW);
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var writes = threads.invokeAll(IntStream.range(0, 16)
					.<Callable<Boolean>>mapToObj(
							i -> () -> states().replace(next(created.ownedBy(Optional.of("process " + i)), NOW)))
					.toList());
			int written = 0;
			for (var write : writes) {
				written += write.get() ? 1 : 0;
			}
			assertThat(written).isOne();
		}
	}

	@Test
	void listsTheLatestFirst() {
		var ids = IntStream.range(0, 3).mapToObj(i -> created(NOW.plusSeconds(i)).id()).toList();

		assertThat(states().all()).extracting(Replay::id)
				.filteredOn(ids::contains)
				.containsExactlyElementsOf(
						ids.reversed());
	}
}
