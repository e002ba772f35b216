package dev.millrace.inspection.data;

import tools.jackson.core.JacksonException;

/** What a parser complains of, without the part of its message that speaks of Java. */
final class Damage {

	private static final int CHARS = 200;

	private Damage() {}

	static String of(JacksonException e) {
		var where = e.getLocation();
		return "Line %d, %s".formatted(where == null ? 1 : where.getLineNr(), inLine(e));
	}

	/** Where the line is known, and is all that the parser has seen. */
	static String inLine(JacksonException e) {
		var message = String.valueOf(e.getOriginalMessage())
				.replaceAll("(?s) \\(for .*|\\[Source.*|, from `[^`]*`", "");
		var where = e.getLocation();
		return "column %d: %s".formatted(where == null ? 1 : where.getColumnNr(),
				message.substring(0, Math.min(CHARS, message.length())));
	}
}
