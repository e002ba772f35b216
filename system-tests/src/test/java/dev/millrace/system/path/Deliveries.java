package dev.millrace.system.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Real webhook deliveries (octokit/webhooks, MIT), each with the very bytes that GitHub sent. */
final class Deliveries {

	private static final String PAYLOAD = "\"payload\":";

	private Deliveries() {}

	/**
	 * One delivery.
	 *
	 * @param payload the body exactly as delivered
	 */
	record Delivery(String id, String source, String type, String payload) {

		String event() {
			return "{\"type\":\"%s\",\"id\":\"%s\",\"source\":\"%s\",\"data\":%s}".formatted(type, id, source, payload);
		}
	}

	/** All of them, as events of this source. */
	static List<Delivery> from(String source) {
		var lines = lines();
		return IntStream.range(0, lines.size()).mapToObj(i -> delivery(source, i, lines.get(i))).toList();
	}

	private static Delivery delivery(String source, int number, String line) {
		String type = line.substring("{\"event\":\"".length(), line.indexOf("\",\"file\""));
		String payload = line.substring(line.indexOf(PAYLOAD) + PAYLOAD.length(), line.length() - 1);
		return new Delivery("delivery-" + number, source, "github." + type, payload);
	}

	private static List<String> lines() {
		try (var in = Objects.requireNonNull(Deliveries.class.getResourceAsStream("/github-webhooks.ndjson"))) {
			return new String(in.readAllBytes(), UTF_8).lines().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
