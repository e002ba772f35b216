package dev.millrace.cloud.kinesis.log;

import java.nio.ByteBuffer;

/**
 * One record as it lies in the log.
 *
 * @param position where it begins, in bytes since the log's first entry ever
 * @param next where the entry after it begins
 * @param arrivalMillis when it was appended, in ms since 1970; never less than that of an earlier entry
 * @param data a view that is good for as long as the entry is looked at
 */
public record LogEntry(long position, long next, long arrivalMillis, String partitionKey, boolean encrypted,
		ByteBuffer data) {}
