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

	static ValueType of(String value) {
		return of(value.toCharArray(), 0, value.length(), new NumberScan());
	}

	/** With what scans a number, which knows its value afterwards where it is one. */
	static ValueType of(char[] text, int from, int to, NumberScan number) {
		if (from == to) {
			return TEXT;
		}
		char first = text[from];
		if (isDigit(first)) {
			return to - from >= 10 && text[from + 4] == '-' ? Moments.type(text, from, to)
					: number.type(text, from, to);
		}
		if (first == '-' || first == '+' || first == '.') {
			return number.type(text, from, to);
		}
		return isBoolean(text, from, to) ? BOOLEAN : TEXT;
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
