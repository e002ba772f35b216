package dev.millrace.cloud.s3.event;

import java.time.InstantSource;

/** Numbers that only go up, over restarts too (unless the clock goes back by more than the restart takes): 16 hex digits. */
final class Sequencer {
	private static final int PER_MILLISECOND_BITS = 20;

	private final InstantSource clock;
	private long last;

	Sequencer(InstantSource clock) {
		this.clock = clock;
	}

	synchronized String next() {
		last = Math.max(last + 1, clock.millis() << PER_MILLISECOND_BITS);
		return "%016X".formatted(last);
	}
}
