package dev.millrace.cloud.run;

/** The run did not start; the message is one sentence for the user. */
public final class StartException extends Exception {
	private static final long serialVersionUID = 1L;

	StartException(String sentence) {
		super(sentence);
	}
}
