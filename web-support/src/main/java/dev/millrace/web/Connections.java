package dev.millrace.web;

/**
 * How many clients may be connected at once. Each costs memory before its request is looked at: a head of up to 32 KB, the web
 * server's buffers, and a thread; 58 KB when it was measured. More of them than the heap bears leave time for nothing but its
 * collection: 6,400 that came faster than they could be answered have taken 370 MB of 512 MB, and nothing was answered any more.
 */
final class Connections {

	private static final long BYTES_OF_ONE = 128 * 1024;
	/** The part of the heap that they may take: the rest is for what they send. */
	private static final int PART_OF_HEAP = 3;
	private static final int FEWEST = 200;
	private static final int MOST = 8192;

	private Connections() {}

	/** So many go into a heap of this size. */
	static int in(long heapBytes) {
		return Math.clamp(heapBytes / PART_OF_HEAP / BYTES_OF_ONE, FEWEST, MOST);
	}
}
