package dev.millrace.cloud.settings;

/** A setting that cannot be used; the message is one sentence for the user and names the setting that changes it. */
public final class SettingException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	public SettingException(String sentence) {
		super(sentence);
	}

	public SettingException(String sentence, Throwable cause) {
		super(sentence, cause);
	}
}
