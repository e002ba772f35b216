package dev.millrace.cloud.kinesis.api;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.millrace.cloud.kinesis.Faults;
import dev.millrace.cloud.kinesis.stream.PutOutcome;
import dev.millrace.cloud.kinesis.stream.Stream;

/** Draws the lots that faults leave to chance. */
final class FaultInjection {
	private final RandomGenerator random;
	private volatile Faults faults;

	FaultInjection(Faults atFirst, RandomGenerator random) {
		this.faults = atFirst;
		this.random = random;
	}

	Faults now() {
		return faults;
	}

	void change(Faults changed) {
		faults = changed;
	}

	boolean losesReply() {
		return happens(now().lostReplies());
	}

	/** For each of so many entries, how it fails, if it does. */
	List<Optional<PutOutcome>> failures(int entries, Stream stream) {
		var current = now();
		return IntStream.range(0, entries)
				.mapToObj(_ -> happens(current.failedEntries()) ? Optional.of(failure(current, stream))
						: Optional.<PutOutcome>empty())
				.toList();
	}

	private static PutOutcome failure(Faults faults, Stream stream) {
		return switch (faults.failure()) {
			case THROUGHPUT_EXCEEDED -> new PutOutcome.Refused(faults.failure(),
					"Rate exceeded for stream %s under account %s.".formatted(stream.state().name(), Arn.ACCOUNT));
			default -> new PutOutcome.Refused(faults.failure(), "Internal service failure.");
		};
	}

	/** One generator for all threads: with a seed, one client sees the same faults in each run. */
	private synchronized boolean happens(double share) {
		return share > 0 && random.nextDouble() < share;
	}
}
