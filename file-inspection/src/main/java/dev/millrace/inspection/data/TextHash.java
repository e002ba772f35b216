package dev.millrace.inspection.data;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/**
 * 64 well-mixed bits of a text, four characters a step (after MurmurHash3's finalizer). The last step reads some of the characters before
 * once more, where a loop over the rest would cost more than all else: how often it turns is a thing no processor can foresee.
 */
final class TextHash {

	private static final long SEED = 0x9E3779B97F4A7C15L;
	private static final long FIRST = 0xff51afd7ed558ccdL;
	private static final long SECOND = 0xc4ceb9fe1a85ec53L;
	private static final int STEP = 4;

	private TextHash() {}

	static long of(char[] text, int from, int to) {
		int length = to - from;
		// Spread over all bits: beside the characters' own it could be one of them, and 21111 look like 111111.
		long hash = (SEED + length) * FIRST;
		if (length < STEP) {
			return finished(hash ^ few(text, from, length));
		}
		var chars = MemorySegment.ofArray(text);
		int last = to - STEP;
		for (int at = from; at < last; at += STEP) {
			hash = (hash ^ four(chars, at)) * FIRST;
			hash ^= hash >>> 32;
		}
		return finished(hash ^ four(chars, last));
	}

	/** In one read; put together from four it was a tenth of a table's whole profile. */
	private static long four(MemorySegment chars, int at) {
		return chars.get(JAVA_LONG_UNALIGNED, (long) at * Character.BYTES);
	}

	/** All of up to three characters: the first, the one in the middle and the last. */
	private static long few(char[] text, int from, int length) {
		return length == 0 ? 0
				: text[from] | ((long) text[from + (length >> 1)] << 16) | ((long) text[from + length - 1] << 32);
	}

	private static long finished(long state) {
		long hash = state * FIRST;
		hash ^= hash >>> 33;
		hash *= SECOND;
		return hash ^ (hash >>> 33);
	}
}
