package dev.millrace.file;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Ids of files: UUIDv7 (RFC 9562, section 5.7), which stand in the order of the milliseconds in which they were made. */
public final class Ids {

	static final int LENGTH = 36;
	private static final Pattern SHAPE = Pattern
			.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

	private Ids() {}

	/** Another one. */
	public static String next(Instant now, RandomGenerator random) {
		long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
		long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
		return new UUID(high, low).toString();
	}

	/** Whether it has the shape of one. */
	public static boolean isOne(String text) {
		return SHAPE.matcher(text).matches();
	}

	/** What sorts before every id that is made then or later, and after every earlier one. */
	public static String floor(Instant then) {
		String digits = HexFormat.of().toHexDigits(Math.max(0, then.toEpochMilli()), 12);
		return digits.substring(0, 8) + "-" + digits.substring(8);
	}

	/** When it was made. */
	public static Instant madeAt(String id) {
		return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
	}
}
