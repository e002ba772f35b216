package dev.millrace.processor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

import dev.millrace.event.Event;

/**
 * Brings each record of a batch to its {@link Outcome}. When {@link #process} returns, every record has one and all of
 * the batch may be checkpointed; when it throws, none of it may be.
 */
public final class RecordLoop {

	private final Handling handling;
	private final Clock clock;
	private final int concurrency;

	/** A loop that waits in real time. */
	public RecordLoop(EventStore store, DeadLetters deadLetters, LoopSettings settings) {
		this(store, deadLetters, settings, Clock.systemUTC(),
				new Pauses(RecordLoop::sleep, RandomGenerator.getDefault()));
	}

	RecordLoop(EventStore store, DeadLetters deadLetters, LoopSettings settings, Clock clock, Pauses pauses) {
		this.handling = new Handling(store, deadLetters, pauses, clock, settings.attempts());
		this.clock = clock;
		this.concurrency = settings.concurrency();
	}

	private static void sleep(Duration time) throws InterruptedException {
		Thread.sleep(time);
	}

	/**
	 * Handles a batch of one shard.
	 *
	 * @param batch in the order of the shard
	 * @return how many records came to which outcome
	 * @throws LeaseLost if the lease ended before each record had its outcome
	 */
	public Tally process(List<StreamRecord> batch, Lease lease) {
		var tally = new Tally();
		var arrivals = new ArrayList<Arrival>(batch.size());
		var work = new ArrayList<Runnable>();
		for (StreamRecord record : batch) {
			switch (read(record)) {
				case Reading.Legible(var arrival) -> arrivals.add(arrival);
				case Reading.Illegible(var letter) -> work.add(() -> tally.add(handling.deadLetter(letter, lease)));
			}
		}
		Lanes.of(arrivals).forEach(lane -> work.add(() -> handling.handle(lane, lease, tally)));
		run(work);
		return tally;
	}

	private sealed interface Reading {

		record Legible(Arrival arrival) implements Reading {}

		record Illegible(DeadLetter letter) implements Reading {}
	}

	private Reading read(StreamRecord record) {
		try {
			return switch (Event.read(record.bytes())) {
				case Event.Stored.Legible(var event) -> new Reading.Legible(new Arrival(event, record));
				case Event.Stored.Illegible(var problem) ->
					illegible(record, Reason.UNREADABLE, problem.detail(), Optional.empty());
			};
		} catch (RuntimeException e) { // Reading the same bytes again would end the same way.
			return illegible(record, Reason.UNEXPECTED, String.valueOf(e.getMessage()),
					Optional.of(e.getClass().getName()));
		}
	}

	private Reading illegible(StreamRecord record, String code, String message, Optional<String> exception) {
		Instant now = clock.instant();
		return new Reading.Illegible(new DeadLetter(new Reason(code, message, exception, 1, now, now), record));
	}

	private void run(List<Runnable> work) {
		var permits = new Semaphore(concurrency);
		try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Void>> bounded = work.stream().map(lane -> bounded(lane, permits)).toList();
			for (Future<Void> end : lanes.invokeAll(bounded)) {
				end.get();
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new LeaseLost();
		} catch (ExecutionException e) {
			throw unwrapped(e);
		}
	}

	private static Callable<Void> bounded(Runnable lane, Semaphore permits) {
		return () -> {
			permits.acquire();
			try {
				lane.run();
			} finally {
				permits.release();
			}
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
