package dev.millrace.inspection.data;

/** What may be a number, looked at once: which type it has, and its value, which is read along. */
final class NumberScan {

	private static final int MOST_DIGITS = 18;
	/** So many over a power of ten are exact in doubles: their quotient is rounded once, as the language's own reading is. */
	private static final int EXACT_DIGITS = 15;
	private static final double[] TENS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
			1e14, 1e15};

	private long digits;
	private int count;
	private int scale;
	private boolean negative;
	private boolean exponent;

	/** An integer, a decimal, or a text; what {@link #integer} and {@link #decimal} then tell is of this one. */
	ValueType type(char[] text, int from, int to) {
		negative = text[from] == '-';
		digits = 0;
		scale = 0;
		int begin = negative || text[from] == '+' ? from + 1 : from;
		int at = read(text, begin, to);
		count = at - begin;
		if (count > 1 && text[begin] == '0') {
			return ValueType.TEXT;
		}
		if (at == to) {
			return count > 0 && count <= MOST_DIGITS ? ValueType.INTEGER : ValueType.TEXT;
		}
		if (text[at] == '.') {
			int end = read(text, at + 1, to);
			scale = end - at - 1;
			count += scale;
			at = end;
		}
		exponent = at < to;
		return count > 0 && (!exponent || isExponent(text, at, to)) ? ValueType.DECIMAL : ValueType.TEXT;
	}

	/** Of many digits it is anything. */
	private int read(char[] text, int from, int to) {
		long value = digits;
		int at = from;
		while (at < to && ValueType.isDigit(text[at])) {
			value = value * 10 + text[at] - '0';
			at++;
		}
		digits = value;
		return at;
	}

	private static boolean isExponent(char[] text, int from, int to) {
		if ((text[from] | 0x20) != 'e' || from + 1 >= to) {
			return false;
		}
		int at = text[from + 1] == '-' || text[from + 1] == '+' ? from + 2 : from + 1;
		int begin = at;
		while (at < to && ValueType.isDigit(text[at])) {
			at++;
		}
		return at == to && at > begin && at - begin <= 4;
	}

	/** Of what is an integer. */
	long integer() {
		return negative ? -digits : digits;
	}

	/** Of what is a decimal, which is this text. */
	double decimal(char[] text, int from, int to) {
		return exponent || count > EXACT_DIGITS
				? Double.parseDouble(new String(text, from, to - from))
				: integer() / TENS[scale];
	}
}
