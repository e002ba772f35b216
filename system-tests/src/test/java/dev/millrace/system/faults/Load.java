package dev.millrace.system.faults;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.faults.Oracle.Receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Clients that come again with what has no receipt: half of them with ids of their own, half with those of the intake. One
 * event in {@value #POISON} of the former no table takes.
 */
final class Load implements AutoCloseable {

	/** Events of one request. */
	static final int PER_REQUEST = 100;
	private static final int POISON = 500;
	private static final int KEYS = 500;
	private static final int CONNECTIONS = 4;
	private static final Duration LATEST = Duration.ofMinutes(5);
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
		requests += Math.ceilDiv(events, PER_REQUEST);
		return IntStream.range(from, requests).mapToObj(request -> connections.submit(() -> sendOne(request))).toList();
	}

	private static int number(int request, int index) {
		return request * PER_REQUEST + index;
	}

	private static boolean hasIds(int request) {
		return request % 2 == 0;
	}

	private static boolean isPoison(int number) {
		return hasIds(number / PER_REQUEST) && number % POISON == 0;
	}

	private static String data(int number) {
		return number + "-" + "x".repeat(200);
	}

	private static String event(int number) {
		String name = isPoison(number) ? FaultyTable.POISON : "event-";
		String identity = hasIds(number / PER_REQUEST)
				? "\"id\":\"%s%d\",\"source\":\"/faults\",".formatted(name, number)
				: "";
		return "{\"type\":\"faults\",%s\"partitionkey\":\"key-%d\",\"data\":\"%s\"}".formatted(identity, number % KEYS,
				data(number));
	}

	private void sendOne(int request) {
		String body = IntStream.range(0, PER_REQUEST)
				.mapToObj(index -> event(number(request, index)))
				.collect(Collectors.joining("\n"));
		Awaitility.await("request " + request)
				.atMost(LATEST)
				.pollInterval(Duration.ofMillis(300))
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> isTaken(request, post(body)));
	}

	private boolean isTaken(int request, HttpResponse<String> answer) {
		if (answer.statusCode() != 202 && answer.statusCode() != 207) {
			return false;
		}
		JsonNode results = JSON.readTree(answer.body()).get("results");
		for (int index = 0; index < results.size(); index++) {
			JsonNode result = results.get(index);
			if (result.has("sequenceNumber")) {
				int number = number(request, index);
				String where = result.get("shardId").asString() + "/" + result.get("sequenceNumber").asString();
				oracle.accepted(result.get("id").asString(), new Receipt(where, data(number), isPoison(number)));
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

	/** Whether an event can be read; nobody who can answer is no answer. */
	boolean isVisible(String id) throws InterruptedException {
		try {
			return get("/v1/events/" + id).statusCode() == 200;
		} catch (IOException _) {
			return false;
		}
	}

	/** Walks over all pages of a list. */
	void walk(String path, String list, Consumer<JsonNode> element) {
		String next = path;
		while (!next.isEmpty()) {
			JsonNode page = page(next);
			page.get(list).forEach(element);
			next = page.has("cursor") ? path + "&cursor=" + URLEncoder.encode(page.get("cursor").asString(), UTF_8)
					: "";
		}
	}

	/** The services may just have been killed, and whoever asks comes again. */
	private JsonNode page(String path) {
		var answered = Awaitility.await(path)
				.atMost(LATEST)
				.pollInterval(Duration.ofMillis(500))
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> get(path), answer -> answer.statusCode() == 200);
		return JSON.readTree(answered.body());
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return platform.http().send(to(path).GET().build(), BodyHandlers.ofString());
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
