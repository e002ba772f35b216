package dev.millrace.cloud.kinesis.stream;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.SequenceNumber;

/** What became of one record that was to be put. */
public sealed interface PutOutcome {
	/** The record is in its shard's log. */
	record Stored(SequenceNumber sequenceNumber) implements PutOutcome {}

	/** The record is nowhere. */
	record Refused(ErrorCode code, String message) implements PutOutcome {}
}
