package dev.millrace.inspection.data;

import java.util.Arrays;

/** The least and the greatest of texts, by their first 100 UTF-16 units. */
final class TextRange {

	private static final int KEPT = 100;

	private final char[] min = new char[KEPT];
	private final char[] max = new char[KEPT];
	private int minLength = -1;
	private int maxLength = -1;

	void add(char[] text, int from, int to) {
		int end = Math.min(to, from + KEPT);
		if (minLength < 0) {
			minLength = keep(text, from, end, min);
			maxLength = keep(text, from, end, max);
			return;
		}
		if (compare(text, from, end, min, minLength) < 0) {
			minLength = keep(text, from, end, min);
		}
		if (compare(text, from, end, max, maxLength) > 0) {
			maxLength = keep(text, from, end, max);
		}
	}

	/** Most texts differ in the first character, for which the general comparison is too heavy. */
	private static int compare(char[] text, int from, int to, char[] kept, int length) {
		if (from < to && length > 0 && text[from] != kept[0]) {
			return text[from] - kept[0];
		}
		return Arrays.compare(text, from, to, kept, 0, length);
	}

	private static int keep(char[] text, int from, int to, char[] kept) {
		System.arraycopy(text, from, kept, 0, to - from);
		return to - from;
	}

	boolean isEmpty() {
		return minLength < 0;
	}

	String min() {
		return new String(min, 0, Math.max(0, minLength));
	}

	String max() {
		return new String(max, 0, Math.max(0, maxLength));
	}
}
