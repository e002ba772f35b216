package dev.millrace.event;

import org.jspecify.annotations.Nullable;

/**
 * Well-formed text: UTF-8 as in RFC 3629, and no escaped surrogate ({@code \ud800}) without its other half, which no
 * UTF-8 text could hold. The tokenizer skips strings without looking at either.
 */
final class Text {

	private final byte[] bytes;
	private final int start;
	private final int end;

	private Text(byte[] bytes, int offset, int length) {
		this.bytes = bytes;
		this.start = offset;
		this.end = offset + length;
	}

	/** The problem of the text in this range, if it has one. */
	static @Nullable Problem problemOf(byte[] bytes, int offset, int length) {
		return new Text(bytes, offset, length).problem();
	}

	private @Nullable Problem problem() {
		if (startsWithByteOrderMark()) {
			return Problem.whole(ProblemCode.INVALID_TEXT,
					"The text starts with a byte order mark; send UTF-8 without one.");
		}
		for (int at = start; at < end;) {
			int length = bytes[at] == '\\' ? escapeLength(at) : bytes[at] >= 0 ? 1 : sequenceLength(at);
			if (length == 0) {
				return Problem.whole(ProblemCode.INVALID_TEXT,
						bytes[at] == '\\'
								? "A surrogate is escaped without its other half at byte %d.".formatted(at - start)
								: "The text is not UTF-8 at byte %d.".formatted(at - start));
			}
			at += length;
		}
		return null;
	}

	private boolean startsWithByteOrderMark() {
		int first = unsigned(start) << 8 | unsigned(start + 1);
		return first == 0xFEFF || first == 0xFFFE || (first == 0xEFBB && unsigned(start + 2) == 0xBF);
	}

	/** Bytes of the escape that starts here; 0 for a lone surrogate. A broken escape is the tokenizer's to name. */
	private int escapeLength(int at) {
		int unit = escapedUnit(at);
		if (unit < 0 || !Character.isSurrogate((char) unit)) {
			return between(at + 1, 0, 0x7F) ? 2 : 1;
		}
		int next = escapedUnit(at + 6);
		boolean pair = Character.isHighSurrogate((char) unit) && next >= 0 && Character.isLowSurrogate((char) next);
		return pair ? 12 : 0;
	}

	/** The UTF-16 unit that {@code \\uXXXX} at this place stands for, or -1 where there is no such escape. */
	private int escapedUnit(int at) {
		if (at + 6 > end || bytes[at] != '\\' || bytes[at + 1] != 'u') {
			return -1;
		}
		int unit = 0;
		for (int i = at + 2; i < at + 6; i++) {
			int digit = Character.digit(bytes[i], 16);
			if (digit < 0) {
				return -1;
			}
			unit = unit << 4 | digit;
		}
		return unit;
	}

	/** Bytes of the multi-byte sequence that starts here; 0 where it is none. The ranges are RFC 3629's table. */
	private int sequenceLength(int at) {
		int lead = unsigned(at);
		if (lead >= 0xC2 && lead <= 0xDF) {
			return between(at + 1, 0x80, 0xBF) ? 2 : 0;
		}
		if (lead >= 0xE0 && lead <= 0xEF) {
			int low = lead == 0xE0 ? 0xA0 : 0x80;
			int high = lead == 0xED ? 0x9F : 0xBF;
			return between(at + 1, low, high) && between(at + 2, 0x80, 0xBF) ? 3 : 0;
		}
		if (lead >= 0xF0 && lead <= 0xF4) {
			int low = lead == 0xF0 ? 0x90 : 0x80;
			int high = lead == 0xF4 ? 0x8F : 0xBF;
			boolean whole = between(at + 1, low, high) && between(at + 2, 0x80, 0xBF) && between(at + 3, 0x80, 0xBF);
			return whole ? 4 : 0;
		}
		return 0;
	}

	private boolean between(int at, int low, int high) {
		int value = unsigned(at);
		return value >= low && value <= high;
	}

	private int unsigned(int at) {
		return at < end ? bytes[at] & 0xFF : -1;
	}
}
