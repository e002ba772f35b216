package dev.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The platform's stream, tables and queues (platform/resources.json), made where a test needs them. */
public final class Platform {
	private Platform() {}

	/** Makes what is not there yet, and returns when all of it is active. Throws where anything is refused. */
	public static void makeAt(URI endpoint) {
		try {
			var make = new ProcessBuilder(Java.command("-jar", Repository.jar("local-cloud").toString(), "make",
					endpoint.toString())).redirectErrorStream(true).start();
			var said = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (make.onExit().join().exitValue() != 0) {
				throw new IllegalStateException("The resources were not made: " + said);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
