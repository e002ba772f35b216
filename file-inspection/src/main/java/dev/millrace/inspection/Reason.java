package dev.millrace.inspection;

import java.util.Locale;

/** Why a file is rejected. The codes are stable: clients act on them. */
public enum Reason {
	/** More bytes than the budget of its type. */
	TOO_LARGE,
	/** A picture, a page or a picture on a page would take more pixels than the budget. */
	TOO_MANY_PIXELS,
	/** An animation of more frames than the budget. */
	TOO_MANY_FRAMES,
	/** A document of more pages than the budget. */
	TOO_MANY_PAGES,
	/** A table of more columns than the budget. */
	TOO_MANY_COLUMNS,
	/** A line that does not end within the budget. */
	LINE_TOO_LONG,
	/** Values inside values, deeper than the budget. */
	TOO_DEEP,
	/** What is packed in the document takes more bytes unpacked than the budget. */
	UNPACKED_TOO_LARGE,
	/** Neither read nor given up within the budget of time, by the clock or by the processor. */
	TIME_EXCEEDED,
	/** Reading it takes more memory than the budget. */
	MEMORY_EXCEEDED,
	/** Opens only with a password. */
	ENCRYPTED,
	/** Damaged, cut short, or not what it begins as. */
	MALFORMED,
	/** A file of two types at once. */
	POLYGLOT;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/** As it is told to clients, such as "too-many-pixels". */
	public String code() {
		return code;
	}
}
