package dev.millrace.inspection.data;

/**
 * Values that a column has lately seen, by their hashes. Nothing that is told of a column changes by a value that it had before, and most
 * columns repeat theirs.
 */
final class Recent {

	private static final int BITS = 9;

	private final long[] hashes = new long[1 << BITS];

	Recent() {
		// The empty slot that the hash 0 would take for itself.
		hashes[0] = -1;
	}

	boolean has(long hash) {
		return hashes[slot(hash)] == hash;
	}

	void add(long hash) {
		hashes[slot(hash)] = hash;
	}

	private static int slot(long hash) {
		return (int) (hash >>> (Long.SIZE - BITS));
	}
}
