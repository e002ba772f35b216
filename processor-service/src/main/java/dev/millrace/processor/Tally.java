package dev.millrace.processor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts the outcomes of a batch; lanes add to it at the same time. */
public final class Tally {

	private final LongAdder stored = new LongAdder();
	private final LongAdder redelivered = new LongAdder();
	private final LongAdder duplicates = new LongAdder();
	private final Map<String, LongAdder> letters = new ConcurrentHashMap<>();

	Tally() {}

	void add(Outcome.Settled outcome) {
		switch (outcome) {
			case Outcome.Stored() -> stored.increment();
			case Outcome.Redelivered() -> redelivered.increment();
			case Outcome.Duplicate() -> duplicates.increment();
			case Outcome.DeadLettered(var reason) ->
				letters.computeIfAbsent(reason.code(), _ -> new LongAdder()).increment();
		}
	}

	/** Records whose event is visible because of them. */
	public long stored() {
		return stored.sum();
	}

	/** Records that were delivered before, and whose event is visible because of them. */
	public long redelivered() {
		return redelivered.sum();
	}

	/** Records whose event another record had brought. */
	public long duplicates() {
		return duplicates.sum();
	}

	/** Records kept as dead letters. */
	public long deadLettered() {
		return letters.values().stream().mapToLong(LongAdder::sum).sum();
	}

	/** The same by the code of their reason. */
	public Map<String, Long> deadLetteredBecause() {
		return letters.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
	}

	@Override
	public String toString() {
		return "%d stored, %d redelivered, %d duplicates, %d dead-lettered".formatted(stored(), redelivered(),
				duplicates(), deadLettered());
	}
}
