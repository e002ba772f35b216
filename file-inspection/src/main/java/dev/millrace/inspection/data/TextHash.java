package dev.millrace.inspection.data;

/** 64 well-mixed bits of a text, four characters a step (after MurmurHash3's finalizer). */
final class TextHash {

	private static final long SEED = 0x9E3779B97F4A7C15L;
	private static final long FIRST = 0xff51afd7ed558ccdL;
	private static final long SECOND = 0xc4ceb9fe1a85ec53L;

	private TextHash() {}

	static long of(char[] text, int from, int to) {
		long hash = SEED ^ (to - from);
		int at = from;
		for (; at + 4 <= to; at += 4) {
			long four = text[at] | ((long) text[at + 1] << 16) | ((long) text[at + 2] << 32)
					| ((long) text[at + 3] << 48);
			hash = (hash ^ four) * FIRST;
			hash ^= hash >>> 32;
		}
		long rest = 0;
		for (; at < to; at++) {
			rest = (rest << 16) | text[at];
		}
		hash = (hash ^ rest) * FIRST;
		hash ^= hash >>> 33;
		hash *= SECOND;
		return hash ^ (hash >>> 33);
	}
}
