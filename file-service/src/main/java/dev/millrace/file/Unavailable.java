package dev.millrace.file;

import org.jspecify.annotations.Nullable;

/** What holds files or rows does not answer. The same may work a moment later. */
public final class Unavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** What, in a sentence for the log. */
	public Unavailable(String what, @Nullable Throwable cause) {
		super(what, cause);
	}
}
