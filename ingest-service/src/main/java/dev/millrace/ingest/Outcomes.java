package dev.millrace.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Gathers the outcomes of one request from the threads that confirm its events. */
final class Outcomes {

	private final AtomicReferenceArray<Outcome> places;
	private final AtomicInteger open;
	private final CompletableFuture<List<Outcome>> all = new CompletableFuture<>();

	Outcomes(int count) {
		places = new AtomicReferenceArray<>(count);
		open = new AtomicInteger(count);
		if (count == 0) {
			all.complete(List.of());
		}
	}

	void set(int index, Outcome outcome) {
		if (places.getAndSet(index, outcome) != null) {
			throw new IllegalStateException("The outcome of event %d is known already".formatted(index));
		}
		if (open.decrementAndGet() == 0) {
			all.complete(IntStream.range(0, places.length()).mapToObj(places::get).toList());
		}
	}

	CompletableFuture<List<Outcome>> all() {
		return all;
	}
}
