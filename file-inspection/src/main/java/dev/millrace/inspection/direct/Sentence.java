package dev.millrace.inspection.direct;

/** What a library says of a file, short and on one line; it may quote the file. */
final class Sentence {

	private static final int CHARS = 200;

	private Sentence() {}

	static String of(Exception e) {
		var message = e.getMessage();
		var text = (message == null ? e.getClass().getSimpleName() : message).replaceAll("[\\p{Cntrl}\\s]+", " ");
		return text.substring(0, Math.min(CHARS, text.length()));
	}
}
