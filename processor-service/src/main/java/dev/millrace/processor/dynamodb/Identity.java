package dev.millrace.processor.dynamodb;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What makes an event the same event.
 *
 * @param source its source
 * @param id its id within that source
 */
record Identity(String source, String id) {

	/** Keys that may hold an identity's anchor: the next is tried only where another source of that id came first. */
	static final int ANCHORS = 8;
	/** Below the time of any event (year 0 is -62,167,219,200,000) and above every claim that lies apart from them. */
	static final long CLAIMS_END = -1_000_000_000_000_000_000L;
	private static final long CLAIMS = 8_000_000_000_000_000_000L;
	private static final int UUID_LENGTH = 36;

	/**
	 * The key at which all records of this identity put their first item, whatever their time: it can be taken once. For a
	 * UUIDv7 it lies at the millisecond that the id itself names. An event of that very time is its own anchor, which is
	 * what an event is whose id the intake made; any other puts a claim there.
	 *
	 * @param number of the key, from 0
	 */
	Key anchor(int number) {
		OptionalLong made = number == 0 ? millisOfUuid(id) : OptionalLong.empty();
		return new Key(id,
				made.orElseGet(() -> CLAIMS_END - Long.remainderUnsigned(hash(number + ":" + source), CLAIMS)));
	}

	/** One of so many slots; always the same one. */
	int slot(int slots) {
		return (int) Long.remainderUnsigned(hash(source.length() + ":" + source + id), slots);
	}

	/** RFC 9562, in its canonical text only, since any other text is another id. */
	private static OptionalLong millisOfUuid(String id) {
		if (id.length() != UUID_LENGTH || id.charAt(14) != '7') {
			return OptionalLong.empty();
		}
		try {
			var uuid = UUID.fromString(id);
			boolean canonical = uuid.variant() == 2 && uuid.toString().equals(id);
			return canonical ? OptionalLong.of(uuid.getMostSignificantBits() >>> 16) : OptionalLong.empty();
		} catch (IllegalArgumentException _) {
			return OptionalLong.empty();
		}
	}

	private static long hash(String text) {
		try {
			return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8))).getLong();
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
