package dev.millrace.processor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/** Time that passes only where something waits for it, and then at once. */
public final class SteppedTime extends Clock {

	private Instant now = TestEvents.NOW;

	Pauses pauses() {
		return new Pauses(this::sleep, new Random(1));
	}

	/** Lets so much time pass. */
	public synchronized void sleep(Duration time) {
		now = now.plus(time);
	}

	/** Since the tests' now. */
	public Duration passed() {
		return Duration.between(TestEvents.NOW, instant());
	}

	@Override
	public synchronized Instant instant() {
		return now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}
}
