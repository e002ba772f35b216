package dev.millrace.processor;

import java.util.concurrent.atomic.LongAdder;

/** Counts the outcomes of a batch; lanes add to it at the same time. */
public final class Tally {

	private final LongAdder stored = new LongAdder();
	private final LongAdder duplicates = new LongAdder();
	private final LongAdder deadLettered = new LongAdder();

	Tally() {}

	void add(Outcome.Settled outcome) {
		switch (outcome) {
			case Outcome.Stored() -> stored.increment();
			case Outcome.Duplicate() -> duplicates.increment();
			case Outcome.DeadLettered(var _) -> deadLettered.increment();
		}
	}

	/** Records whose event is visible because of them. */
	public long stored() {
		return stored.sum();
	}

	/** Records whose event was there before. */
	public long duplicates() {
		return duplicates.sum();
	}

	/** Records kept as dead letters. */
	public long deadLettered() {
		return deadLettered.sum();
	}

	@Override
	public String toString() {
		return "%d stored, %d duplicates, %d dead-lettered".formatted(stored(), duplicates(), deadLettered());
	}
}
