package dev.millrace.inspection.data;

/** Dates and times of ISO 8601, recognised without making anything. */
final class Moments {

	private static final int DATE_LENGTH = 10;
	private static final int TO_MINUTES = 16;

	private Moments() {}

	static ValueType type(char[] text, int from, int to) {
		if (!fits("dddd-dd-dd", text, from, to) || !isDay(text, from)) {
			return ValueType.TEXT;
		}
		if (to - from == DATE_LENGTH) {
			return ValueType.DATE;
		}
		boolean apart = text[from + DATE_LENGTH] == 'T' || text[from + DATE_LENGTH] == ' ';
		return apart && fits("dd:dd", text, from + DATE_LENGTH + 1, to) && isTime(text, from + DATE_LENGTH + 1)
				&& isRest(text, from + TO_MINUTES, to) ? ValueType.TIMESTAMP : ValueType.TEXT;
	}

	private static boolean isDay(char[] text, int from) {
		int month = two(text, from + 5);
		int day = two(text, from + 8);
		return month >= 1 && month <= 12 && day >= 1 && day <= 31;
	}

	private static boolean isTime(char[] text, int from) {
		return two(text, from) <= 24 && two(text, from + 3) <= 59;
	}

	/** Seconds with a fraction, and a zone; each may be missing. */
	private static boolean isRest(char[] text, int from, int to) {
		int at = from;
		if (fits(":dd", text, at, to)) {
			at += 3;
			if (at + 1 < to && text[at] == '.' && ValueType.isDigit(text[at + 1])) {
				at++;
				while (at < to && ValueType.isDigit(text[at])) {
					at++;
				}
			}
		}
		return at == to || isZone(text, at, to);
	}

	private static boolean isZone(char[] text, int at, int to) {
		int length = to - at;
		if (length == 1) {
			return text[at] == 'Z';
		}
		boolean signed = text[at] == '+' || text[at] == '-';
		return signed && switch (length) {
			case 3 -> fits("dd", text, at + 1, to);
			case 5 -> fits("dddd", text, at + 1, to);
			case 6 -> fits("dd:dd", text, at + 1, to);
			default -> false;
		};
	}

	private static boolean fits(String form, char[] text, int from, int to) {
		if (to - from < form.length()) {
			return false;
		}
		for (int i = 0; i < form.length(); i++) {
			char wanted = form.charAt(i);
			char is = text[from + i];
			if (wanted == 'd' ? !ValueType.isDigit(is) : is != wanted) {
				return false;
			}
		}
		return true;
	}

	private static int two(char[] text, int at) {
		return (text[at] - '0') * 10 + text[at + 1] - '0';
	}
}
