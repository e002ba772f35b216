package dev.millrace.infra.settings;

/** A setting that is unknown, out of its range, or contradicts another; the message is one sentence for people. */
public final class InvalidSettings extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidSettings(String sentence) {
		super(sentence);
	}
}
