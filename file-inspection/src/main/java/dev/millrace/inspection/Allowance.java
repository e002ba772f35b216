package dev.millrace.inspection;

import java.time.Duration;

/**
 * What a file of any type may take.
 *
 * @param bytes of the file itself, at least 1
 * @param wallTime by the clock, more than zero
 * @param cpuTime of the processor, over all threads, more than zero
 */
public record Allowance(long bytes, Duration wallTime, Duration cpuTime) {

	public Allowance {
		Check.atLeastOne("bytes", bytes);
		Check.positive("wallTime", wallTime);
		Check.positive("cpuTime", cpuTime);
	}

	/** Refuses a file that is larger. */
	public void admit(long size) throws Refusal {
		if (size > bytes) {
			throw new Refusal(Reason.TOO_LARGE,
					"The file has %,d bytes; a file of its type may have %,d.".formatted(size, bytes));
		}
	}
}
