package dev.millrace.cloud.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much a table holds. DynamoDBLocal reads the whole table for it, with all others waiting, whenever a table is described, which services do every few seconds to see whether it is there. A count is told again here until a hundred
 * times as long has passed as it took; AWS tells one for
 * <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">about six hours</a>.
 */
final class Counted {

	private static final int SHARE = 100;

	private record Count(long value, long from, long took) {}

	private final LongSupplier nanoTime;
	private final Map<String, Count> counts = new HashMap<>();

	Counted(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** One after the other: whoever asks while it is counted gets the same count. */
	synchronized long of(String what, LongSupplier counting) {
		Count known = counts.get(what);
		long now = nanoTime.getAsLong();
		if (known != null && now - known.from < SHARE * known.took) {
			return known.value;
		}
		long value = counting.getAsLong();
		long done = nanoTime.getAsLong();
		counts.put(what, new Count(value, done, done - now));
		return value;
	}

	synchronized void forget() {
		counts.clear();
	}
}
