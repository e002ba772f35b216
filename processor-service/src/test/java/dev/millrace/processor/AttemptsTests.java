package dev.millrace.processor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

/** What the loop tells the store of an event beside the event itself. */
class AttemptsTests {

	private static final DeadLetters NONE = letter -> {
		throw new AssertionError("dead-lettered: " + letter);
	};

	private final SteppedTime time = new SteppedTime();
	private final List<Arrival> tried = new ArrayList<>();

	/** Answers like this, in turn, and then with a success. */
	private EventStore answering(List<Outcome> answers) {
		var left = new ArrayList<>(answers);
		return new EventStore() {

			@Override
			public List<Outcome> storeAll(List<Arrival> arrivals) {
				tried.addAll(arrivals);
				return List.of(left.isEmpty() ? new Outcome.Stored() : left.removeFirst());
			}

			@Override
			public void release(Arrival arrival) {
				throw new AssertionError("nothing is given up");
			}
		};
	}

	private RecordLoop loop(EventStore store, Optional<Publisher> publisher) {
		return new RecordLoop(store, NONE, new LoopSettings(1, 5, Duration.ofMinutes(10)), new SilentMeter(), publisher,
				time, time.pauses());
	}

	@Test
	void countsThem() {
		var store = answering(List.of(new Outcome.Failed(new IllegalStateException("once")),
				new Outcome.RetryLater("twice"), new Outcome.Undecided("thrice")));
		var loop = loop(store, Optional.empty());
		assertThat(loop.process(List.of(event("one").record()), () -> true).stored()).isOne();
		assertThat(loop.process(List.of(event("two").record()), () -> true).stored()).isOne();

		assertThat(tried).extracting(Arrival::attempt).containsExactly(1, 2, 3, 4, 1);
		assertThat(tried).noneMatch(Arrival::told);
	}

	@Test
	void saysWhetherTheEventWillBePublished() {
		var loop = loop(answering(List.of()), Optional.of(_ -> List.of()));
		loop.process(List.of(event("told").record()), () -> true);
		loop.again(NONE).process(List.of(event("told again").record()), () -> true);
		loop.quietly().process(List.of(event("quiet").record()), () -> true);

		assertThat(tried).extracting(Arrival::told).containsExactly(true, true, false);
	}
}
