package dev.millrace.ingest;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes version 7 UUIDs (RFC 9562): 48 bits of milliseconds, so that ids sort by age, and 74 random bits.
 */
final class UuidV7 implements Supplier<String> {

	private final InstantSource clock;
	private final RandomGenerator random;

	/**
	 * A maker of ids.
	 *
	 * @param random good enough that two processes never draw the same 74 bits within a millisecond
	 */
	UuidV7(InstantSource clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String get() {
		long high = clock.millis() << 16 | 0x7000 | (random.nextLong() & 0x0FFF);
		long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
		return new UUID(high, low).toString();
	}
}
