package dev.millrace.inspection.data;

/** The least and the greatest of numbers: integers as they are, decimals as doubles. */
final class NumberRange {

	private static final double[] TENS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
			1e14, 1e15};

	private long minInteger = Long.MAX_VALUE;
	private long maxInteger = Long.MIN_VALUE;
	private double minDecimal = Double.POSITIVE_INFINITY;
	private double maxDecimal = Double.NEGATIVE_INFINITY;

	void addInteger(char[] text, int from, int to) {
		boolean signed = text[from] == '-' || text[from] == '+';
		long value = 0;
		for (int at = signed ? from + 1 : from; at < to; at++) {
			value = value * 10 + text[at] - '0';
		}
		value = text[from] == '-' ? -value : value;
		minInteger = Math.min(minInteger, value);
		maxInteger = Math.max(maxInteger, value);
	}

	void addDecimal(char[] text, int from, int to) {
		double value = decimal(text, from, to);
		minDecimal = Math.min(minDecimal, value);
		maxDecimal = Math.max(maxDecimal, value);
	}

	/** Up to 15 digits over a power of ten are exact in doubles, so their quotient is rounded once, as the language's own reading is. */
	private static double decimal(char[] text, int from, int to) {
		long digits = 0;
		int scale = 0;
		boolean point = false;
		boolean signed = text[from] == '-' || text[from] == '+';
		if (to - from > TENS.length) {
			return Double.parseDouble(new String(text, from, to - from));
		}
		for (int at = signed ? from + 1 : from; at < to; at++) {
			char character = text[at];
			if (character == '.') {
				point = true;
			} else if (ValueType.isDigit(character)) {
				digits = digits * 10 + character - '0';
				scale += point ? 1 : 0;
			} else {
				return Double.parseDouble(new String(text, from, to - from));
			}
		}
		return (text[from] == '-' ? -digits : digits) / TENS[scale];
	}

	Object min(ValueType type) {
		return type == ValueType.INTEGER ? (Object) minInteger
				: orInteger(minDecimal, minInteger, minDecimal > minInteger);
	}

	Object max(ValueType type) {
		return type == ValueType.INTEGER ? (Object) maxInteger
				: orInteger(maxDecimal, maxInteger, maxDecimal < maxInteger);
	}

	private Object orInteger(double decimal, long integer, boolean instead) {
		return instead && minInteger <= maxInteger ? (Object) (double) integer : (Object) decimal;
	}
}
