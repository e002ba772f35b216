package dev.millrace.inspection.data;

/** What a value in a table is. Numbers are decimal as programs write them; 007 is text, because it would lose its zeros as a number. */
enum ValueType {
	/** Up to 18 digits. */
	INTEGER,
	/** With a point or an exponent. */
	DECIMAL,
	/** true or false, in any case. */
	BOOLEAN,
	/** 2026-11-20. */
	DATE,
	/** 2026-11-20T10:00, or with a space; seconds, fraction and zone as they please. */
	TIMESTAMP,
	/** Anything else. */
	TEXT;

	private static final int MOST_DIGITS = 18;

	static ValueType of(String value) {
		return of(value.toCharArray(), 0, value.length());
	}

	static ValueType of(char[] text, int from, int to) {
		if (from == to) {
			return TEXT;
		}
		char first = text[from];
		if (isDigit(first)) {
			return digits(text, from, to);
		}
		if (first == '-' || first == '+' || first == '.') {
			return number(text, from, to);
		}
		return isBoolean(text, from, to) ? BOOLEAN : TEXT;
	}

	private static ValueType digits(char[] text, int from, int to) {
		if (to - from >= 10 && text[from + 4] == '-') {
			return Moments.type(text, from, to);
		}
		return number(text, from, to);
	}

	private static ValueType number(char[] text, int from, int to) {
		int at = text[from] == '-' || text[from] == '+' ? from + 1 : from;
		int whole = skipDigits(text, at, to);
		boolean zeros = whole - at > 1 && text[at] == '0';
		if (zeros) {
			return TEXT;
		}
		if (whole == to) {
			return whole > at && whole - at <= MOST_DIGITS ? INTEGER : TEXT;
		}
		int fraction = text[whole] == '.' ? skipDigits(text, whole + 1, to) : whole;
		int digits = whole - at + Math.max(0, fraction - whole - 1);
		return digits > 0 && (fraction == to || isExponent(text, fraction, to)) ? DECIMAL : TEXT;
	}

	private static boolean isExponent(char[] text, int from, int to) {
		if ((text[from] | 0x20) != 'e' || from + 1 >= to) {
			return false;
		}
		int at = text[from + 1] == '-' || text[from + 1] == '+' ? from + 2 : from + 1;
		return at < to && to - at <= 4 && skipDigits(text, at, to) == to;
	}

	private static int skipDigits(char[] text, int from, int to) {
		int at = from;
		while (at < to && isDigit(text[at])) {
			at++;
		}
		return at;
	}

	private static boolean isBoolean(char[] text, int from, int to) {
		return is("true", text, from, to) || is("false", text, from, to);
	}

	private static boolean is(String word, char[] text, int from, int to) {
		if (to - from != word.length()) {
			return false;
		}
		for (int i = 0; i < word.length(); i++) {
			if ((text[from + i] | 0x20) != word.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}
}
