package dev.millrace.processor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

import dev.millrace.event.Event;

/**
 * Brings each record of a batch to its end. When {@link #process} returns, every record has one and all of the batch may
 * be checkpointed; when it throws, none of it may be.
 */
public final class RecordLoop {

	private final EventStore store;
	private final DeadLetters deadLetters;
	private final Pauses pauses;
	private final Patience patience;
	private final ProcessorMeter meter;
	private final Optional<Publisher> publisher;
	private final Optional<Publishing> publishing;
	private final int calls;

	/**
	 * A loop that waits in real time.
	 *
	 * @param publisher told of each event that is stored, if anyone is
	 */
	public RecordLoop(EventStore store, DeadLetters deadLetters, LoopSettings settings, ProcessorMeter meter,
			Optional<Publisher> publisher) {
		this(store, deadLetters, settings, meter, publisher, Clock.systemUTC(),
				new Pauses(RecordLoop::sleep, RandomGenerator.getDefault()));
	}

	RecordLoop(EventStore store, DeadLetters deadLetters, LoopSettings settings, ProcessorMeter meter,
			Optional<Publisher> publisher, Clock clock, Pauses pauses) {
		this(store, deadLetters, Patience.of(settings, clock), meter, publisher, pauses, settings.calls());
	}

	private RecordLoop(EventStore store, DeadLetters deadLetters, Patience patience, ProcessorMeter meter,
			Optional<Publisher> publisher, Pauses pauses, int calls) {
		this.store = store;
		this.deadLetters = deadLetters;
		this.patience = patience;
		this.pauses = pauses;
		this.meter = meter;
		this.publisher = publisher;
		this.publishing = publisher.map(bus -> new Publishing(bus, pauses, meter));
		this.calls = calls;
	}

	/** The same loop for records that were counted before; what cannot be stored is told to someone else. */
	public RecordLoop again(DeadLetters others) {
		return new RecordLoop(store, others, patience, new CountedBefore(meter), publisher, pauses, calls);
	}

	/** The same loop, which tells nobody of what it stores. */
	public RecordLoop quietly() {
		return new RecordLoop(store, deadLetters, patience, meter, Optional.empty(), pauses, calls);
	}

	/** The same loop with so many calls in flight, for work that must not slow down others. */
	public RecordLoop with(int fewer) {
		return new RecordLoop(store, deadLetters, patience, meter, publisher, pauses, fewer);
	}

	private static void sleep(Duration time) throws InterruptedException {
		Thread.sleep(time);
	}

	/**
	 * Handles a batch of one shard.
	 *
	 * @param batch in the order of the shard
	 * @return how many records came to which end
	 * @throws LeaseLost if the lease ended before each record had its end
	 */
	public Tally process(List<StreamRecord> batch, Lease lease) {
		var tally = new Tally();
		Queue<Event> stored = new ConcurrentLinkedQueue<>();
		var batches = new Batches(store);
		var handling = new Handling(store, batches, deadLetters, pauses, patience, lease, meter);
		Map<String, List<Arrival>> lanes = new LinkedHashMap<>();
		List<Runnable> work = new ArrayList<>();
		for (StreamRecord record : batch) {
			switch (read(record)) {
				case Reading.Legible(var arrival) ->
					lanes.computeIfAbsent(arrival.event().partitionKey(), _ -> new ArrayList<>()).add(arrival);
				case Reading.Illegible(var letter) -> work.add(() -> tally.add(handling.deadLetter(letter)));
			}
		}
		lanes.values().forEach(lane -> work.add(() -> handling.handle(lane, tally, stored)));
		run(work, batches);
		publishing.ifPresent(bus -> bus.publish(List.copyOf(stored), lease));
		meter.settled(tally);
		return tally;
	}

	private sealed interface Reading {

		record Legible(Arrival arrival) implements Reading {}

		record Illegible(DeadLetter letter) implements Reading {}
	}

	private Reading read(StreamRecord record) {
		if (record.damage().isPresent()) {
			var damage = record.damage().get();
			return illegible(record, damage.code(), damage.message(), Optional.empty());
		}
		try {
			return switch (Event.read(record.bytes())) {
				case Event.Stored.Legible(var event) ->
					new Reading.Legible(new Arrival(event, record, 1, publisher.isPresent()));
				case Event.Stored.Illegible(var problem) ->
					illegible(record, Reason.UNREADABLE, problem.detail(), Optional.empty());
			};
		} catch (RuntimeException | StackOverflowError e) { // Reading the same bytes again would end the same way.
			return illegible(record, Reason.UNEXPECTED, String.valueOf(e.getMessage()),
					Optional.of(e.getClass().getName()));
		}
	}

	private Reading illegible(StreamRecord record, String code, String message, Optional<String> exception) {
		Instant now = patience.clock().instant();
		return new Reading.Illegible(new DeadLetter(new Reason(code, message, exception, 1, now, now), record));
	}

	private void run(List<Runnable> work, Batches batches) {
		try (ExecutorService servers = Executors.newVirtualThreadPerTaskExecutor();
				ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
			try {
				for (int i = 0; i < calls; i++) {
					servers.execute(batches::serve);
				}
				List<Callable<Void>> tasks = work.stream().map(RecordLoop::task).toList();
				for (Future<Void> end : lanes.invokeAll(tasks)) {
					end.get();
				}
			} finally {
				servers.shutdownNow();
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new LeaseLost();
		} catch (ExecutionException e) {
			throw unwrapped(e);
		}
	}

	private static Callable<Void> task(Runnable lane) {
		return () -> {
			lane.run();
			return null;
		};
	}

	private static RuntimeException unwrapped(ExecutionException e) {
		return switch (e.getCause()) {
			case LeaseLost lost -> lost;
			case Error error -> throw error;
			case null, default -> new IllegalStateException("a lane ended early", e);
		};
	}
}
