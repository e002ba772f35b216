package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.event.Event;
import dev.millrace.ingest.CountingMeter;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.Events;

import static org.assertj.core.api.Assertions.assertThat;

/** What fails outside the stream itself: each event has its answer all the same, and those behind it go on. */
class SenderFailureTests {

	private static final Placement PLACED = new Placement.Placed("shard", "1");
	private static final Placement UNCONFIRMED = new Placement.Unconfirmed();

	private final Lanes lanes = new Lanes(1, 1024, () -> Instant.EPOCH, Duration.ofSeconds(1), Duration.ofSeconds(1),
			new CountingMeter());
	private final Pace pace = new Pace(Duration.ofMillis(3));
	private final CountingMeter meter = new CountingMeter();
	private final List<Placement> told = new CopyOnWriteArrayList<>();
	private final List<Runnable> later = new ArrayList<>();

	static List<Throwable> failures() {
		return List.of(new IllegalStateException("made for this test"), new OutOfMemoryError("made for this test"));
	}

	@Test
	void anEventWhoseRecordCannotBeBuiltIsUnconfirmedAndTheNextOneGoes() throws InterruptedException {
		lanes.append(unwritable(), told::add);
		sender(_ -> List.of(PLACED)).sendNext();
		assertThat(told).containsExactly(UNCONFIRMED);
		lanes.append(Events.event("2", "key", "x"), told::add);
		sender(_ -> List.of(PLACED)).sendNext();
		assertThat(told).containsExactly(UNCONFIRMED, PLACED);
		assertThat(lanes.open()).isZero();
	}

	@Test
	void theRecordsOfOtherLanesAreSentAllTheSame() throws InterruptedException {
		var two = new Lanes(64, 1024, () -> Instant.EPOCH, Duration.ofSeconds(1), Duration.ofSeconds(1),
				new CountingMeter());
		two.append(Events.event("1", "one", "x"), told::add);
		two.append(unwritable(), told::add);
		two.append(Events.event("3", "three", "x"), told::add);
		new Sender(two, pace, loads -> loads.stream().map(_ -> PLACED).toList(), (_, task) -> later.add(task),
				() -> Instant.EPOCH, new Random(1), meter).sendNext();
		assertThat(told).containsExactlyInAnyOrder(PLACED, UNCONFIRMED, PLACED);
		assertThat(two.open()).isZero();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aCallThatFailsInWhateverWayIsPutAgain(Throwable failure) throws InterruptedException {
		lanes.append(Events.event("1", "key", "x"), told::add);
		sender(_ -> fail(failure)).sendNext();
		assertThat(told).isEmpty();
		later.removeFirst().run();
		sender(_ -> List.of(PLACED)).sendNext();
		assertThat(told).containsExactly(PLACED);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void anEventThatCannotEvenWaitIsUnconfirmedAndTheNextOneGoes(Throwable failure) throws InterruptedException {
		lanes.append(Events.event("1", "key", "x"), told::add);
		new Sender(lanes, pace, _ -> List.of(UNCONFIRMED), (_, _) -> fail(failure), () -> Instant.EPOCH, new Random(1),
				meter)
				.sendNext();
		lanes.append(Events.event("2", "key", "x"), told::add);
		sender(_ -> List.of(PLACED)).sendNext();
		assertThat(told).containsExactly(UNCONFIRMED, PLACED);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aClientThatCannotBeAnsweredHoldsNobodyUp(Throwable failure) throws InterruptedException {
		lanes.append(Events.event("1", "key", "x"), _ -> fail(failure));
		lanes.append(Events.event("2", "key", "x"), told::add);
		sender(_ -> List.of(PLACED)).sendNext();
		assertThat(told).containsExactly(PLACED);
		assertThat(lanes.open()).isZero();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void theThreadsGoOnWhateverIsThrown(Throwable failure) {
		var calls = new AtomicInteger();
		var sender = new Sender(lanes, pace, _ -> {
			calls.incrementAndGet();
			return fail(failure);
		}, (_, _) -> fail(failure), () -> Instant.EPOCH, new Random(1), meter);
		try (var _ = new Senders(lanes, sender, 1, Duration.ofSeconds(1))) {
			for (int i = 1; i <= 3; i++) {
				lanes.append(Events.event(Integer.toString(i), "key", "x"), told::add);
				int expected = i;
				Awaitility.await().until(() -> told.size() == expected);
			}
		}
		assertThat(calls).hasValue(3);
		assertThat(told).containsOnly(UNCONFIRMED);
	}

	@Test
	void tellsEachPutAndEachRecordThatIsPutAgain() throws InterruptedException {
		lanes.append(Events.event("1", "key", "x"), told::add);
		sender(metered(_ -> fail(new IllegalStateException("made for this test")))).sendNext();
		later.removeFirst().run();
		sender(metered(_ -> List.of(UNCONFIRMED))).sendNext();
		later.removeFirst().run();
		lanes.append(Events.event("2", "key", "x"), told::add);
		sender(metered(_ -> List.of(PLACED))).sendNext();
		assertThat(meter.told()).containsExactly("put 1", "failed", "again", "put 1", "answered 1", "again", "put 1",
				"answered 0", "taken 2");
	}

	@Test
	void aRecordWhoseEventsAreGivenUpIsNotPutAgain() throws InterruptedException {
		lanes.append(Events.event("1", "key", "x"), told::add);
		new Sender(lanes, pace, _ -> List.of(UNCONFIRMED), (_, task) -> later.add(task),
				() -> Instant.EPOCH.plusSeconds(9),
				new Random(1), meter).sendNext();
		assertThat(told).containsExactly(UNCONFIRMED);
		assertThat(meter.told()).isEmpty();
	}

	private RecordWriter metered(RecordWriter stream) {
		return new MeteredRecordWriter(stream, meter);
	}

	private Sender sender(RecordWriter stream) {
		return new Sender(lanes, pace, stream, (_, task) -> later.add(task), () -> Instant.EPOCH, new Random(1), meter);
	}

	/** No event is like this; it stands for whatever makes building a record fail. */
	@SuppressWarnings("NullAway")
	private static Event unwritable() {
		return new Event("1", "/test", "t", Optional.empty(), "two", Instant.EPOCH, true, null);
	}

	private static List<Placement> fail(Throwable failure) {
		switch (failure) {
			case RuntimeException e -> throw e;
			case Error e -> throw e;
			default -> throw new IllegalArgumentException(failure);
		}
	}
}
