package dev.millrace.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Puts the events that lanes want stored at the same time into common calls. Nothing waits for company: a call takes what
 * is there. Where a call fails as a whole it is halved until the event that it fails for stands alone.
 */
final class Batches {

	/** Bytes of events after which a call takes no more of them: DynamoDB refuses calls of more than 16 MiB. */
	private static final int BYTES = 2 << 20;

	private record Request(Arrival arrival, CompletableFuture<Outcome> outcome) {}

	private final EventStore store;
	private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();

	Batches(EventStore store) {
		this.store = store;
	}

	/**
	 * Stores an event in some thread's next call, and waits for what comes of it.
	 *
	 * @throws LeaseLost if the thread is interrupted
	 */
	Outcome store(Arrival arrival) {
		var request = new Request(arrival, new CompletableFuture<>());
		waiting.add(request);
		try {
			return request.outcome().get();
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new LeaseLost();
		} catch (ExecutionException e) {
			throw new IllegalStateException("an outcome is never exceptional", e);
		}
	}

	/** Makes one call after the other until the thread is interrupted. */
	void serve() {
		try {
			while (true) {
				call(next());
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	@SuppressWarnings("ThreadPriorityCheck") // Only how full a call is depends on it.
	private List<Request> next() throws InterruptedException {
		List<Request> batch = new ArrayList<>();
		int bytes = 0;
		Request request = waiting.take();
		Thread.yield(); // Whoever is about to ask for the same does so first, and comes along.
		while (request != null) {
			batch.add(request);
			bytes += request.arrival().record().bytes().length;
			request = batch.size() < EventStore.BATCH && bytes < BYTES ? waiting.poll() : null;
		}
		return batch;
	}

	private void call(List<Request> batch) {
		try {
			List<Outcome> outcomes = store.storeAll(batch.stream().map(Request::arrival).toList());
			if (outcomes.size() != batch.size()) {
				throw new IllegalStateException(outcomes.size() + " outcomes of " + batch.size() + " events");
			}
			for (int i = 0; i < outcomes.size(); i++) {
				batch.get(i).outcome().complete(outcomes.get(i));
			}
		} catch (Unavailable e) {
			batch.forEach(
					request -> request.outcome().complete(new Outcome.RetryLater(String.valueOf(e.getMessage()))));
		} catch (Throwable e) { // Errors too: a document that overflows the stack would kill every worker in turn.
			isolate(batch, e);
		}
	}

	private void isolate(List<Request> batch, Throwable cause) {
		if (batch.size() == 1) {
			batch.getFirst().outcome().complete(new Outcome.Failed(cause));
			return;
		}
		int half = batch.size() / 2;
		call(batch.subList(0, half));
		call(batch.subList(half, batch.size()));
	}
}
