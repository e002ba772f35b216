package dev.millrace.inspection.data;

/** The least and the greatest of numbers: integers as they are, decimals as doubles. */
final class NumberRange {

	private long minInteger = Long.MAX_VALUE;
	private long maxInteger = Long.MIN_VALUE;
	private double minDecimal = Double.POSITIVE_INFINITY;
	private double maxDecimal = Double.NEGATIVE_INFINITY;

	void addInteger(long value) {
		minInteger = Math.min(minInteger, value);
		maxInteger = Math.max(maxInteger, value);
	}

	void addDecimal(double value) {
		minDecimal = Math.min(minDecimal, value);
		maxDecimal = Math.max(maxDecimal, value);
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
