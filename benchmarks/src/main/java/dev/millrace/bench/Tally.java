package dev.millrace.bench;

import java.util.concurrent.atomic.LongAdder;

/** Records and their bytes, counted by several threads. */
final class Tally {
	private final LongAdder records = new LongAdder();
	private final LongAdder bytes = new LongAdder();

	void add(long moreRecords, long moreBytes) {
		records.add(moreRecords);
		bytes.add(moreBytes);
	}

	void reset() {
		records.reset();
		bytes.reset();
	}

	long records() {
		return records.sum();
	}

	long bytes() {
		return bytes.sum();
	}
}
