package dev.millrace.inspection.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The end of what a child wrote to its standard error: why it could not start, or what it died of. */
final class LastWords {

	private static final int KEPT = 2_000;

	private final StringBuilder text = new StringBuilder();

	private LastWords() {}

	static LastWords of(InputStream error) {
		var words = new LastWords();
		Thread.ofPlatform().daemon().name("inspection-child-errors").start(() -> words.listen(error));
		return words;
	}

	private void listen(InputStream error) {
		var buffer = new byte[KEPT];
		try (error) {
			for (int count = error.read(buffer); count >= 0; count = error.read(buffer)) {
				add(new String(buffer, 0, count, StandardCharsets.UTF_8));
			}
		} catch (IOException _) {
			// It has gone.
		}
	}

	private synchronized void add(String more) {
		text.append(more);
		text.delete(0, Math.max(0, text.length() - KEPT));
	}

	synchronized String text() {
		return text.toString().strip();
	}
}
