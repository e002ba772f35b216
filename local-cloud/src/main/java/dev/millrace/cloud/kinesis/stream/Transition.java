package dev.millrace.cloud.kinesis.stream;

import java.time.Instant;

/** What a stream is busy with, and until when; afterwards it is active, or gone. */
public record Transition(StreamStatus status, Instant until) {
	boolean isOver(Instant now) {
		return !now.isBefore(until);
	}
}
