package dev.millrace.processor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class RecordLoopTests {

	private static final String SHARD = "shardId-000000000000";

	private final SteppedTime time = new SteppedTime();
	private final InMemoryEvents events = new InMemoryEvents();
	private final ConcurrentLinkedQueue<DeadLetter> letters = new ConcurrentLinkedQueue<>();
	private final Queue<String> released = new ConcurrentLinkedQueue<>();
	private final SilentMeter meter = new SilentMeter();
	private @Nullable Publisher publisher;
	private DeadLetters deadLetters = letters::add;
	private Lease lease = () -> true;
	private int calls = 8;

	private Tally process(EventStore store, StreamRecord... batch) {
		return process(store, List.of(batch));
	}

	private Tally process(EventStore store, List<StreamRecord> batch) {
		var settings = new LoopSettings(calls, 5, Duration.ofSeconds(40));
		return new RecordLoop(store, deadLetters, settings, meter, Optional.ofNullable(publisher), time, time.pauses())
				.process(batch, lease);
	}

	/** A store that does something of its own before an event is stored. */
	private EventStore before(Function<Arrival, Runnable> first) {
		return with(arrivals -> {
			arrivals.forEach(arrival -> first.apply(arrival).run());
			return events.storeAll(arrivals);
		});
	}

	private EventStore with(Function<List<Arrival>, List<Outcome>> storeAll) {
		return new EventStore() {

			@Override
			public List<Outcome> storeAll(List<Arrival> arrivals) {
				return storeAll.apply(arrivals);
			}

			@Override
			public void release(Arrival arrival) {
				released.add(arrival.event().id());
			}
		};
	}

	private static Runnable thrown(RuntimeException e) {
		return () -> {
			throw e;
		};
	}

	private boolean isStored(String id) {
		return events.byId(id, Optional.empty()) instanceof EventQueries.Lookup.Found;
	}

	@Test
	void bringsEachRecordToItsOutcome() {
		var tally = process(events, event("a").record(), event("a").record(), event("b").generatedId().record(),
				TestEvents.record(SHARD, "no event".getBytes(UTF_8)));

		assertThat(tally.stored()).isEqualTo(2);
		assertThat(tally.duplicates()).isEqualTo(1);
		assertThat(tally.deadLettered()).isEqualTo(1);
	}

	@Test
	void deadLettersWhatIsNoEventWithItsBytes() {
		byte[] bytes = {(byte) 0xFF, 0, 1};
		var record = TestEvents.record(SHARD, bytes);

		process(events, record);

		assertThat(letters).singleElement().satisfies(letter -> {
			assertThat(letter.record()).isSameAs(record);
			assertThat(letter.reason().code()).isEqualTo(Reason.UNREADABLE);
			assertThat(letter.reason().attempts()).isEqualTo(1);
		});
	}

	@Test
	void waitsForAStoreThatIsUnavailableHoweverLong() {
		var left = new AtomicInteger(200);
		var store = before(_ -> left.getAndDecrement() > 0 ? thrown(new Unavailable("throttled")) : () -> {});

		var tally = process(store, event("late").record());

		assertThat(tally.stored()).isEqualTo(1);
		assertThat(letters).isEmpty();
		assertThat(time.passed()).isGreaterThan(Duration.ofMinutes(5)).isLessThan(Duration.ofMinutes(20));
	}

	@Test
	void tellsOfAnOutageOnceForAllRecordsOfABatch(CapturedOutput said) {
		var left = new AtomicInteger(1000);
		var store = before(_ -> left.getAndDecrement() > 0 ? thrown(new Unavailable("gone")) : () -> {});

		process(store, IntStream.range(0, 300).mapToObj(i -> event("e" + i).record()).toList());

		assertThat(said.getAll()
				.lines()
				.filter(line -> line.contains("The store is unavailable: gone"))
				.map(line -> line.substring(line.indexOf("gone"))))
				.isNotEmpty()
				.doesNotHaveDuplicates();
	}

	@Test
	void waitsForAStoreThatIsUnavailableForBatchesToo() {
		var left = new AtomicInteger(50);
		var store = before(_ -> left.getAndDecrement() > 0 ? thrown(new Unavailable("throttled")) : () -> {});

		var tally = process(store,
				IntStream.range(0, 60).mapToObj(i -> event("m" + i).generatedId().record()).toList());

		assertThat(tally.stored()).isEqualTo(60);
		assertThat(letters).isEmpty();
	}

	@Test
	void putsAgainWhatACallLeft() {
		Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
		var store = with(arrivals -> arrivals.stream()
				.map(arrival -> refusedOnce.add(arrival.event().id())
						? new Outcome.RetryLater("throttled")
						: events.storeAll(List.of(arrival)).getFirst())
				.toList());

		var tally = process(store,
				IntStream.range(0, 60).mapToObj(i -> event("m" + i).generatedId().record()).toList());

		assertThat(tally.stored()).isEqualTo(60);
		assertThat(IntStream.range(0, 60)).allMatch(i -> isStored("m" + i));
	}

	@Test
	void waitsUntilItIsDecidedWhetherAnEventIsADuplicate() {
		var left = new AtomicInteger(5);
		var store = with(arrivals -> left.getAndDecrement() > 0
				? List.of(new Outcome.Undecided("the other"))
				: List.of(new Outcome.Duplicate()));

		assertThat(process(store, event("x").record()).duplicates()).isEqualTo(1);
		assertThat(letters).isEmpty();
	}

	@Test
	void deadLettersWhatIsNotDecidedInTime() {
		var tally = process(with(_ -> List.of(new Outcome.Undecided("the other"))), event("x").record());

		assertThat(tally.deadLettered()).isEqualTo(1);
		assertThat(letters).singleElement().extracting(DeadLetter::reason).satisfies(reason -> {
			assertThat(reason.code()).isEqualTo(Reason.UNDECIDED);
			assertThat(reason.message()).contains("the other");
		});
		assertThat(time.passed()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
	}

	@Test
	void releasesWhatAnEventReservedBeforeItsLetterIsWritten() {
		var releasedAtLetter = new AtomicInteger(-1);
		deadLetters = _ -> releasedAtLetter.set(released.size());

		process(with(arrivals -> List.of(new Outcome.Failed(new Rejected("no")))), event("x").record());

		assertThat(releasedAtLetter).hasValue(1);
		assertThat(released).containsExactly("x");
	}

	@Test
	void catchesErrorsToo() {
		var store = before(arrival -> () -> {
			if (arrival.event().id().equals("deep")) {
				throw new StackOverflowError();
			}
		});

		var tally = process(store, event("a").record(), event("deep").record(), event("b").record());

		assertThat(tally.stored()).isEqualTo(2);
		assertThat(letters).singleElement()
				.satisfies(letter -> assertThat(letter.reason().exception()).contains("java.lang.StackOverflowError"));
	}

	@Test
	void deadLettersABrokenAggregateWithItsBytes() {
		var record = new StreamRecord(event("x").record().position(), TestEvents.NOW, new byte[]{1, 2},
				Optional.of(new Damage(Reason.BROKEN_AGGREGATE, "it is cut off")));

		process(events, record);

		assertThat(letters).singleElement().satisfies(letter -> {
			assertThat(letter.record()).isSameAs(record);
			assertThat(letter.reason().code()).isEqualTo(Reason.BROKEN_AGGREGATE);
			assertThat(letter.reason().message()).isEqualTo("it is cut off");
		});
	}

	@Test
	void putsEventsOfManyKeysIntoFewCalls() {
		calls = 1;
		var made = new AtomicInteger();
		var store = with(arrivals -> {
			assertThat(arrivals).hasSizeLessThanOrEqualTo(EventStore.BATCH);
			made.incrementAndGet();
			return events.storeAll(arrivals);
		});

		process(store, IntStream.range(0, 1000).mapToObj(i -> event("e" + i).record()).toList());

		assertThat(made.get()).isLessThan(500);
	}

	@Test
	void deadLettersWhatTheStoreRejectsAfterAFewAttemptsAndGoesOn() {
		var store = before(arrival -> arrival.event().id().equals("bad")
				? thrown(new Rejected("too large", new IllegalArgumentException("400 KB")))
				: () -> {});

		var tally = process(store, event("good").record(), event("bad").record(), event("fine").record());

		assertThat(tally.stored()).isEqualTo(2);
		assertThat(letters).singleElement().extracting(DeadLetter::reason).satisfies(reason -> {
			assertThat(reason.code()).isEqualTo(Reason.REJECTED);
			assertThat(reason.message()).isEqualTo("too large");
			assertThat(reason.exception()).contains("java.lang.IllegalArgumentException");
			assertThat(reason.attempts()).isEqualTo(5);
			assertThat(reason.lastAt()).isAfter(reason.firstAt());
		});
		assertThat(time.passed()).isLessThan(Duration.ofSeconds(60));
	}

	@Test
	void findsTheOneBadEventOfABatch() {
		var store = before(arrival -> arrival.event().id().equals("m13") ? thrown(new Rejected("no")) : () -> {});

		var tally = process(store,
				IntStream.range(0, 25).mapToObj(i -> event("m" + i).generatedId().record()).toList());

		assertThat(tally.stored()).isEqualTo(24);
		assertThat(tally.deadLettered()).isEqualTo(1);
		assertThat(letters).singleElement()
				.satisfies(
						letter -> assertThat(new String(letter.record().bytes(), UTF_8)).contains("\"m13\""));
	}

	@Test
	void deadLettersWhatFailsUnexpectedlyEachTime() {
		var store = before(_ -> thrown(new IllegalStateException("a bug")));

		process(store, event("x").record());

		assertThat(letters).singleElement()
				.satisfies(
						letter -> assertThat(letter.reason().code()).isEqualTo(Reason.UNEXPECTED));
	}

	@Test
	void forgivesWhatFailsUnexpectedlyOnce() {
		var left = new AtomicInteger(4);
		var store = before(_ -> left.getAndDecrement() > 0 ? thrown(new IllegalStateException("a blip")) : () -> {});

		assertThat(process(store, event("x").record()).stored()).isEqualTo(1);
		assertThat(letters).isEmpty();
	}

	@Test
	void staysAtARecordWhoseLetterCannotBeWritten() {
		var left = new AtomicInteger(20);
		deadLetters = letter -> {
			if (left.getAndDecrement() > 0) {
				throw new IllegalStateException("the queue is down");
			}
			letters.add(letter);
		};

		var tally = process(events, TestEvents.record(SHARD, new byte[]{'x'}));

		assertThat(tally.deadLettered()).isEqualTo(1);
		assertThat(letters).hasSize(1);
	}

	@Test
	void leavesABatchWhoseLeaseEndsWhileTheStoreIsUnavailable() {
		var checks = new AtomicInteger();
		lease = () -> checks.incrementAndGet() < 20;
		var store = before(_ -> thrown(new Unavailable("down")));

		assertThatThrownBy(() -> process(store, event("x").record())).isInstanceOf(LeaseLost.class);
		assertThat(letters).isEmpty();
	}

	@Test
	void leavesABatchWhoseLeaseEndsWhileALetterCannotBeWritten() {
		var checks = new AtomicInteger();
		lease = () -> checks.incrementAndGet() < 20;
		deadLetters = _ -> {
			throw new IllegalStateException("down");
		};

		assertThatThrownBy(() -> process(events, TestEvents.record(SHARD, new byte[]{'x'})))
				.isInstanceOf(LeaseLost.class);
	}

	@Test
	void doesNothingWithoutALease() {
		lease = () -> false;

		assertThatThrownBy(() -> process(events, event("x").record())).isInstanceOf(LeaseLost.class);
		assertThat(isStored("x")).isFalse();
	}

	@Test
	void keepsTheOrderWithinAPartitionKey() {
		var order = new ConcurrentLinkedQueue<String>();
		var store = before(arrival -> () -> order.add(arrival.event().id()));
		var batch = IntStream.range(0, 200)
				.mapToObj(i -> event("e" + i).key("key" + i % 7))
				.map(spec -> spec.id().hashCode() % 3 == 0 ? spec.generatedId() : spec)
				.map(TestEvents.Spec::record)
				.toList();

		process(store, batch);

		for (int key = 0; key < 7; key++) {
			int k = key;
			assertThat(order.stream().filter(id -> number(id) % 7 == k)).hasSizeGreaterThan(20)
					.isSortedAccordingTo((a, b) -> number(a) - number(b));
		}
	}

	private static int number(String id) {
		return Integer.parseInt(id.substring(1));
	}

	@Test
	void makesSeveralCallsAtATimeAndNoMoreThanItMay() {
		calls = 4;
		var together = new CountDownLatch(4);
		var now = new AtomicInteger();
		var most = new AtomicInteger();
		var store = with(arrivals -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			together.countDown();
			await(together);
			now.decrementAndGet();
			return events.storeAll(arrivals);
		});

		process(store, IntStream.range(0, 200).mapToObj(i -> event("e" + i).record()).toList());

		assertThat(most).hasValue(4);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void publishesWhatIsStoredUntilTheBusTookIt() {
		List<String> published = new ArrayList<>();
		var refusals = new AtomicInteger(2);
		publisher = some -> {
			if (refusals.getAndDecrement() > 0) {
				return some;
			}
			some.forEach(taken -> published.add(taken.id()));
			return List.of();
		};
		var first = event("a").record();

		process(events, first, event("a").data("2").record(), event("b").record(),
				TestEvents.record(SHARD, new byte[1]));
		assertThat(published).containsExactlyInAnyOrder("a", "b");
		assertThat(meter.again).containsExactly(ProcessorMeter.Again.PUBLISH, ProcessorMeter.Again.PUBLISH);

		process(events, first);
		assertThat(published).as("it may have been killed before it published").hasSize(3);
	}

	@Test
	void isNotDoneBeforeAllIsPublished() {
		publisher = some -> {
			lease = () -> false;
			return some;
		};
		var held = new AtomicInteger();
		Lease shortened = () -> held.incrementAndGet() < 4;
		lease = shortened;

		assertThatThrownBy(() -> process(events, event("a").record())).isInstanceOf(LeaseLost.class);

		assertThat(isStored("a")).isTrue();
		assertThat(meter.settled).isEmpty();
	}
}
