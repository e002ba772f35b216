package dev.millrace.cloud.kinesis.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.millrace.cloud.kinesis.log.LogEntry;

/** One read of a shard's log: hands entries on within its limits, and leaves out what is expired. */
final class Reading implements Predicate<LogEntry> {
	private final ReadLimits limits;
	private final long horizonMillis;
	private final Consumer<LogEntry> receiver;
	private int records;
	private long bytes;
	private long lastArrivalMillis;

	Reading(ReadLimits limits, Instant horizon, Consumer<LogEntry> receiver) {
		this.limits = limits;
		this.horizonMillis = horizon.toEpochMilli();
		this.receiver = receiver;
	}

	@Override
	public boolean test(LogEntry entry) {
		if (entry.arrivalMillis() < horizonMillis) {
			return true;
		}
		int size = sizeOf(entry);
		if (records == limits.records() || (records > 0 && bytes + size > limits.bytes())) {
			return false;
		}
		records++;
		bytes += size;
		lastArrivalMillis = entry.arrivalMillis();
		receiver.accept(entry);
		return true;
	}

	long bytes() {
		return bytes;
	}

	/** How long before that time the last record arrived that was handed on, in ms; 0 when there was none. */
	long millisBehind(Instant now) {
		return records == 0 ? 0 : Math.max(0, now.toEpochMilli() - lastArrivalMillis);
	}

	private static int sizeOf(LogEntry entry) {
		return entry.partitionKey().getBytes(StandardCharsets.UTF_8).length + entry.data().remaining();
	}
}
