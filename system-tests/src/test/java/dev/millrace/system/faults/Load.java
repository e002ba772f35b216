package dev.millrace.system.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.RunningPlatform;

/** Clients that come again with what has no receipt: half of them with ids of their own, half with those of the intake. */
final class Load implements AutoCloseable {

	/** Events of one request. */
	static final int PER_REQUEST = 100;
	private static final int KEYS = 500;
	private static final int CONNECTIONS = 4;
	private static final JsonMapper JSON = JsonMapper.shared();

	private final RunningPlatform platform;
	private final String key;
	private final Oracle oracle;
	private final ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
	private int requests;

	Load(RunningPlatform platform, Oracle oracle) {
		this.platform = platform;
		this.key = platform.key();
		this.oracle = oracle;
	}

	/** Begins to send so many more events. */
	List<? extends Future<?>> send(int events) {
		int from = requests;
		requests += Math.max(1, events / PER_REQUEST);
		return IntStream.range(from, requests)
				.mapToObj(request -> connections.submit(() -> send(request, body(request))))
				.toList();
	}

	private static String body(int request) {
		return IntStream.range(0, PER_REQUEST)
				.map(i -> request * PER_REQUEST + i)
				.mapToObj(number -> "{\"type\":\"faults\",%s\"partitionkey\":\"key-%d\",\"data\":\"%s\"}".formatted(
						request % 2 == 0 ? "\"id\":\"event-%d\",\"source\":\"/faults\",".formatted(number) : "",
						number % KEYS, "x".repeat(200)))
				.collect(Collectors.joining("\n"));
	}

	private void send(int request, String body) {
		Awaitility.await("request " + request)
				.atMost(Duration.ofMinutes(5))
				.pollInterval(Duration.ofMillis(300))
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> isTaken(post(body)));
	}

	private boolean isTaken(HttpResponse<String> answer) {
		if (answer.statusCode() != 202 && answer.statusCode() != 207) {
			return false;
		}
		for (JsonNode result : JSON.readTree(answer.body()).get("results")) {
			if (result.has("sequenceNumber")) {
				oracle.accepted(result.get("id").asString(),
						result.get("shardId").asString() + "/" + result.get("sequenceNumber").asString());
			}
		}
		return answer.statusCode() == 202;
	}

	private HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return platform.http()
				.send(to("/v1/events").header("Content-Type", "application/x-ndjson")
						.POST(BodyPublishers.ofString(body))
						.build(), BodyHandlers.ofString());
	}

	/** A page of what is stored; the services may just have been killed, and whoever asks comes again. */
	JsonNode page(String path) {
		var answered = Awaitility.await(path)
				.atMost(Duration.ofMinutes(2))
				.pollInterval(Duration.ofMillis(500))
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> platform.http().send(to(path).GET().build(), BodyHandlers.ofString()),
						answer -> answer.statusCode() == 200);
		return JSON.readTree(answered.body());
	}

	private HttpRequest.Builder to(String path) {
		URI address = platform.frontDoor().resolve(path);
		return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).header("X-API-Key", key);
	}

	@Override
	public void close() {
		connections.shutdownNow();
	}
}
