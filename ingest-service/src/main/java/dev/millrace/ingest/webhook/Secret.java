package dev.millrace.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a sender and this intake share. It never shows in a log, a message or an endpoint. */
final class Secret {

	private final String text;

	private Secret(String text) {
		this.text = text;
	}

	/** Called by the binding of properties. Public, since that finds nothing else; it throws nothing, since that would tell the value. */
	public static Secret of(String text) {
		return new Secret(text);
	}

	String text() {
		return text;
	}

	byte[] bytes() {
		return text.getBytes(UTF_8);
	}

	@Override
	public String toString() {
		return "******";
	}
}
