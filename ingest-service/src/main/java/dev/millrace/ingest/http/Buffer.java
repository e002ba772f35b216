package dev.millrace.ingest.http;

import java.util.Arrays;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/**
 * Bytes as they arrive or are unpacked, within a limit. It grows with what is really there, and each growth is admitted
 * first: who announces much and sends little holds little.
 */
final class Buffer {

	/** At first; a connection that sends nothing holds no more than this. */
	private static final int SMALLEST = 8 * 1024;

	private final int limit;
	private final int expected;
	private final Admission.Ticket ticket;
	private byte[] bytes;
	private int size;

	/**
	 * An empty one.
	 *
	 * @param limit bytes that it takes at most
	 * @param expected bytes that it will hold as far as is known, within the limit; a hint
	 */
	Buffer(int limit, int expected, Admission.Ticket ticket) {
		this.limit = limit;
		this.expected = expected;
		this.ticket = ticket;
		int first = Math.min(expected, SMALLEST);
		ticket.admit(first);
		this.bytes = new byte[first];
	}

	/** Where the next bytes go. */
	byte[] array() {
		return bytes;
	}

	int size() {
		return size;
	}

	/**
	 * The bytes for which there is room behind {@link #size()}, made if there is none.
	 *
	 * @throws Refusal 413 where the limit is passed, 503 where more memory is not admitted
	 */
	int room() {
		if (size == bytes.length) {
			int most = size < expected ? expected : limit + 1;
			int grown = (int) Math.min(most, Math.max(SMALLEST, size * 2L));
			ticket.admit((long) grown - size);
			bytes = Arrays.copyOf(bytes, grown);
		}
		return bytes.length - size;
	}

	/**
	 * Counts bytes that were put behind the others.
	 *
	 * @throws Refusal 413 where the limit is passed
	 */
	void added(int count) {
		size += count;
		if (size > limit) {
			throw tooLarge("more than %d bytes".formatted(limit), limit);
		}
	}

	/** All of it, and nothing else; the rest of the memory is given back. */
	byte[] toBytes() {
		if (size == bytes.length) {
			return bytes;
		}
		ticket.giveBack(bytes.length - size);
		return Arrays.copyOf(bytes, size);
	}

	static Refusal tooLarge(String size, int limit) {
		return Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "request-too-large",
				"The request has %s; the limit is %d, before and after unpacking.".formatted(size, limit));
	}
}
