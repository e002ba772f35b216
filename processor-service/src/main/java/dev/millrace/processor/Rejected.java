package dev.millrace.processor;

/** The store can never hold this event; asking again brings the same answer. */
public final class Rejected extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** With what was said about it. */
	public Rejected(String message, Throwable cause) {
		super(message, cause);
	}

	/** Where the store itself found out. */
	public Rejected(String message) {
		super(message);
	}
}
