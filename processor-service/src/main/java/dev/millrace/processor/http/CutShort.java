package dev.millrace.processor.http;

/** An answer whose status is out cannot go on. All that is left is to break it off, so that nobody takes it for whole. */
final class CutShort extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CutShort(Throwable cause) {
		super("an answer was cut short", cause);
	}
}
