package dev.millrace.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.millrace.processor.InMemoryReplayStates;
import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.Replay.Target;
import dev.millrace.processor.Replays.Answer;
import dev.millrace.processor.ScriptedHistory;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayDeskTests {

	private final InMemoryReplayStates states = new InMemoryReplayStates();
	private final ScriptedHistory history = new ScriptedHistory().open("shard");
	private int news;
	private final ReplayDesk desk = new ReplayDesk(states, history, 2, false, () -> news++, InstantSource.fixed(NOW));

	private static Plan from(Instant time) {
		return new Plan(Target.TABLE, Optional.of(time), Map.of(), List.of(), false);
	}

	private static Plan at(String shard, String number) {
		return new Plan(Target.TABLE, Optional.empty(), Map.of(shard, number), List.of(), false);
	}

	private static Optional<List<String>> refused(Answer answer) {
		return answer instanceof Answer.Refused refused ? Optional.of(refused.member()) : Optional.empty();
	}

	private Replay begun(Plan plan) {
		assertThat(desk.begin(plan, "key")).isInstanceOf(Answer.Begun.class);
		return states.all().getFirst();
	}

	@Test
	void writesAReplayDownAndTellsWhoRunsIt() {
		var replay = begun(from(NOW.minusSeconds(60)));

		assertThat(replay.runs()).isTrue();
		assertThat(replay.owner()).isEmpty();
		assertThat(replay.by()).isEqualTo("key");
		assertThat(replay.createdAt()).isEqualTo(NOW);
		assertThat(news).isOne();
		assertThat(desk.find(replay.id())).contains(replay);
		assertThat(desk.all()).containsExactly(replay);
	}

	@Test
	void takesNoTimeThatTheStreamDoesNotHold() {
		var oldest = NOW.minus(Duration.ofHours(24));
		assertThat(refused(desk.begin(from(oldest.minusMillis(1)), "key"))).contains(List.of("from"));
		assertThat(refused(desk.begin(from(NOW.plusMillis(1)), "key"))).contains(List.of("from"));
		assertThat(states.all()).isEmpty();
		begun(from(oldest));
		begun(from(NOW));
	}

	@Test
	void takesNoRecordThatTheStreamDoesNotHold() {
		String number = history.put("shard", NOW, event("one")).position().sequenceNumber();

		assertThat(refused(desk.begin(at("other", number), "key"))).contains(List.of("sequenceNumbers", "other"));
		assertThat(refused(desk.begin(at("shard", number + "0"), "key"))).contains(List.of("sequenceNumbers", "shard"));
		begun(at("shard", number));
	}

	@Test
	void takesNoBusWhereThereIsNone() {
		var plan = new Plan(Target.BUS, Optional.of(NOW), Map.of(), List.of(), false);
		assertThat(refused(desk.begin(plan, "key"))).contains(List.of("target"));
		assertThat(new ReplayDesk(states, history, 2, true, () -> {}, InstantSource.fixed(NOW)).begin(plan, "key"))
				.isInstanceOf(Answer.Begun.class);
	}

	@Test
	void takesNoMoreThanMayRun() {
		var first = begun(from(NOW));
		begun(from(NOW));
		assertThat(desk.begin(from(NOW), "key")).isEqualTo(new Answer.TooMany(2));

		desk.cancel(first.id(), "key");
		assertThat(desk.begin(from(NOW), "key")).isInstanceOf(Answer.Begun.class);
	}

	@Test
	void cancelsWhatRunsAndLeavesWhatHasEnded() {
		var replay = begun(from(NOW));

		assertThat(desk.cancel(replay.id(), "other")).isTrue();
		var cancelled = states.find(replay.id()).orElseThrow();
		assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
		assertThat(cancelled.why()).contains("by key other");
		assertThat(desk.cancel(replay.id(), "third")).isTrue();
		assertThat(states.find(replay.id())).contains(cancelled);
		assertThat(desk.cancel("none", "key")).isFalse();
	}
}
