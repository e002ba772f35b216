package dev.millrace.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What the classes that share a platform want of it: the sum of what each would set, none of which another minds. */
public final class Everyday {
	/** That of every source of webhooks, of which there are github, slack and token. */
	public static final String WEBHOOK_SECRET = "0123456789abcdef";
	/** Where stored events are published. */
	public static final String BUS = "millrace-events";
	/** For how long a service that ends takes requests. */
	public static final Duration STOP_DELAY = Duration.ofSeconds(5);
	/** Where ingest-service listens, for a test that passes the front door by. */
	public static final int INGEST_PORT = freePort();

	private Everyday() {}

	static Map<String, String> settings() {
		return Map.of("SPRING_APPLICATION_JSON", ingest(), "MILLRACE_PROCESSOR_BUS_NAME", BUS,
				"MILLRACE_PORT_INGEST_SERVICE", String.valueOf(INGEST_PORT), "MILLRACE_WEB_LIFE_STOP_DELAY",
				STOP_DELAY.toSeconds() + "s", "MILLRACE_RESTART_AT_ONCE", "true", "MILLRACE_FILE_FORMSIZE", "1MB",
				// What the bucket holds beyond the table is found within the minute, not within hours.
				"MILLRACE_FILE_SWEEP_GRACE", "30s", "MILLRACE_FILE_SWEEP_WHOLEEVERY", "10s",
				"MILLRACE_FILE_SWEEP_PERSECOND", "10000",
				// So that one replay is still there when another is asked for.
				"MILLRACE_PROCESSOR_REPLAYS_PAUSE", "1m");
	}

	/** A schema of the type {@code strict} that nothing satisfies, and the sources of webhooks. */
	private static String ingest() {
		try {
			Path schemas = Files.createTempDirectory("schemas-");
			Files.writeString(schemas.resolve("strict.json"), "{\"type\":\"object\",\"required\":[\"never\"]}");
			return """
					{"millrace":{"ingest":{"schemas":{"location":"%s"},"webhooks":{
					"github":{"scheme":"github","secrets":["%2$s"]},
					"slack":{"scheme":"slack","secrets":["%2$s"]},
					"token":{"scheme":"token","secrets":["%2$s"],"type":["/type"]}}}}}""".formatted(schemas,
					WEBHOOK_SECRET);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static int freePort() {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
