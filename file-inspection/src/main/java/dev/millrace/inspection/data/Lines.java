package dev.millrace.inspection.data;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** Lines as characters; of one that is too long no more is kept than is allowed. */
final class Lines {

	private final Reader in;
	private final int most;
	private final char[] buffer = new char[1 << 16];
	private int at;
	private int end;
	private char[] line = new char[1024];
	private int length;
	private boolean overlong;
	private long number;

	Lines(Reader in, int most) {
		this.in = in;
		this.most = most;
	}

	boolean next() throws IOException {
		length = 0;
		overlong = false;
		boolean any = false;
		while (fill()) {
			any = true;
			int from = at;
			while (at < end && buffer[at] != '\n') {
				at++;
			}
			keep(from);
			if (at < end) {
				at++;
				break;
			}
		}
		number += any ? 1 : 0;
		return any;
	}

	private boolean fill() throws IOException {
		if (at == end) {
			end = Math.max(0, in.read(buffer, 0, buffer.length));
			at = 0;
		}
		return end > 0;
	}

	private void keep(int from) {
		int wanted = length + at - from;
		overlong |= wanted > most;
		if (overlong) {
			return;
		}
		if (wanted > line.length) {
			line = Arrays.copyOf(line, Math.max(line.length * 2, wanted));
		}
		System.arraycopy(buffer, from, line, length, at - from);
		length = wanted;
	}

	char[] chars() {
		return line;
	}

	int length() {
		return length;
	}

	boolean isOverlong() {
		return overlong;
	}

	boolean isBlank() {
		for (int i = 0; i < length; i++) {
			if (!Character.isWhitespace(line[i])) {
				return false;
			}
		}
		return !overlong;
	}

	/** Counted from 1. */
	long number() {
		return number;
	}
}
