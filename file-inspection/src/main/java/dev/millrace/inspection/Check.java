package dev.millrace.inspection;

import java.time.Duration;

/** Settings that cannot be meant are refused with a sentence that names them. */
final class Check {

	private Check() {}

	static void atLeastOne(String name, long value) {
		if (value < 1) {
			throw new IllegalArgumentException(name + " must be at least 1, not " + value);
		}
	}

	static void between(String name, long least, long most, long value) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(
					"%s must be from %d to %d, not %d".formatted(name, least, most, value));
		}
	}

	static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " must be more than zero, not " + value);
		}
	}
}
