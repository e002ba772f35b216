package dev.millrace.processor;

/** What was asked cannot answer at the moment: throttled, timed out, unreachable, not there yet. It is asked again. */
public final class Unavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** With what was said about it. */
	public Unavailable(String message, Throwable cause) {
		super(message, cause);
	}

	/** Where no exception says it. */
	public Unavailable(String message) {
		super(message);
	}
}
