package dev.millrace.ingest.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.millrace.event.Event;
import dev.millrace.ingest.CountingMeter;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.Events;

import static org.assertj.core.api.Assertions.assertThat;

/** Many threads at once, on a stream that refuses every tenth record and fails every twentieth call. */
class SendersTests {

	private static final int APPENDERS = 8;
	private static final int EVENTS = 2_000;
	private static final Duration LONG = Duration.ofMinutes(5);

	private final Map<String, List<Integer>> stream = new ConcurrentHashMap<>();
	private final AtomicInteger placed = new AtomicInteger();
	private final AtomicInteger unconfirmed = new AtomicInteger();

	@Test
	void eachEventEndsOnceAndEachKeyKeepsItsOrder() throws InterruptedException {
		var lanes = new Lanes(16, 4096, Clock.systemUTC(), LONG, LONG, new CountingMeter());
		var sender = new Sender(lanes, new Pace(Duration.ofMillis(1)), this::put, SendersTests::later,
				Clock.systemUTC(), () -> ThreadLocalRandom.current().nextLong(), new CountingMeter());
		try (var _ = new Senders(lanes, sender, 8, LONG)) {
			var appenders = IntStream.range(0, APPENDERS)
					.mapToObj(i -> Thread.ofPlatform().start(() -> append(lanes, i)))
					.toList();
			for (Thread appender : appenders) {
				appender.join();
			}
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> lanes.open() == 0);
		}
		assertThat(placed).hasValue(APPENDERS * EVENTS);
		assertThat(unconfirmed).hasValue(0);
		stream.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted().doesNotHaveDuplicates());
		assertThat(stream.values().stream().mapToInt(List::size).sum()).isEqualTo(APPENDERS * EVENTS);
	}

	/** One event of its own key, one whose place is free, and so on. */
	private void append(Lanes lanes, int appender) {
		for (int i = 0; i < EVENTS; i++) {
			lanes.append(event(appender, i), placement -> (placement instanceof Placement.Placed ? placed : unconfirmed)
					.incrementAndGet());
		}
	}

	private static Event event(int appender, int number) {
		String id = "%d-%d".formatted(appender, number);
		return number % 2 == 0 ? Events.event(id, "key-" + appender, "x") : Events.generated(id, "x");
	}

	private List<Placement> put(List<Lane.Load> loads) {
		if (ThreadLocalRandom.current().nextInt(20) == 0) {
			throw new IllegalStateException("made for this test");
		}
		return loads.stream().map(this::putOne).toList();
	}

	private Placement putOne(Lane.Load load) {
		if (ThreadLocalRandom.current().nextInt(10) == 0) {
			return new Placement.Unconfirmed();
		}
		for (String id : Deaggregated.ids(load.data())) {
			int number = Integer.parseInt(id.substring(2));
			String key = number % 2 == 0 ? id.substring(0, 1) : "its own: " + id;
			stream.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
		}
		return new Placement.Placed("shard", "1");
	}

	private static void later(Duration pause, Runnable task) {
		CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Runnable::run).execute(task);
	}
}
