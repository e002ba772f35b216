package dev.millrace.system.path;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import dev.millrace.system.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Accepted = stored: an oracle holds every receipt, while the processor is killed with -9 twice and the stream goes from 2
 * shards to 4 and back. 100,000 events with {@code -Dmillrace.events=100000}.
 */
class NoLossIT {

	private static final int EVENTS = Integer.getInteger("millrace.events", 10_000);
	private static final int PER_REQUEST = 500;
	private static final int CONNECTIONS = 8;
	private static final String STREAM = "millrace-events";

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();
	private final Client client = new Client(platform);

	@Test
	void whatWasAcceptedIsStoredOnceWhateverDies() throws Exception {
		try (var connections = Executors.newFixedThreadPool(CONNECTIONS); var kinesis = platform.kinesis()) {
			var requests = IntStream.range(0, EVENTS / PER_REQUEST)
					.mapToObj(request -> connections.submit(() -> send(request)))
					.toList();
			awaitAccepted(requests, 0.1);
			killTheProcessor();
			awaitAccepted(requests, 0.3);
			reshard(kinesis, 4);
			awaitAccepted(requests, 0.6);
			killTheProcessor();
			reshard(kinesis, 2);
			for (Future<?> request : requests) {
				request.get();
			}
		}
		assertThat(accepted).hasSize(EVENTS);
		long acceptedAt = System.nanoTime();
		awaitSomeOfEachRequest(acceptedAt);
		awaitAllStored();
		System.out.printf("%d events are stored %d s after the last receipt%n", EVENTS,
				Duration.ofNanos(System.nanoTime() - acceptedAt).toSeconds());
		assertStoredOnce();
	}

	/** In the midst of its work, not while it is down from the last time. */
	private void killTheProcessor() {
		page("/v1/events?type=load&limit=1");
		platform.kill("processor-service");
	}

	/** A client that comes again with the same ids until all of its events have receipts. */
	private void send(int request) {
		String body = IntStream.range(0, PER_REQUEST)
				.mapToObj(i -> event(request * PER_REQUEST + i))
				.collect(Collectors.joining("\n"));
		Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> {
			HttpResponse<String> answer = client.post("application/x-ndjson", body);
			if (answer.statusCode() == 202 || answer.statusCode() == 207) {
				Client.json(answer)
						.get("results")
						.valueStream()
						.filter(result -> result.has("sequenceNumber"))
						.forEach(result -> accepted.add(result.get("id").asString()));
			}
			return answer.statusCode() == 202;
		});
	}

	private static String event(int number) {
		return "{\"type\":\"load\",\"id\":\"event-%d\",\"source\":\"/load\",\"partitionkey\":\"key-%d\",\"data\":\"%s\"}"
				.formatted(number, number % 1000, "x".repeat(220));
	}

	private void awaitAccepted(List<? extends Future<?>> requests, double share) {
		Awaitility.await()
				.atMost(Duration.ofMinutes(5))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> accepted.size() >= EVENTS * share || requests.stream().allMatch(Future::isDone));
	}

	private static void reshard(KinesisClient kinesis, int shards) {
		kinesis.updateShardCount(
				request -> request.streamName(STREAM)
						.targetShardCount(shards)
						.scalingType(ScalingType.UNIFORM_SCALING));
		Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> kinesis.describeStreamSummary(r -> r.streamName(STREAM))
						.streamDescriptionSummary()
						.streamStatus() == StreamStatus.ACTIVE);
	}

	/** The last event of each request: counting all of them, again and again, would keep the table from its work. */
	private void awaitSomeOfEachRequest(long from) {
		var limit = Duration.ofSeconds(60 + EVENTS / 100);
		for (int last = PER_REQUEST - 1; last < EVENTS; last += PER_REQUEST) {
			String id = "event-" + last;
			Awaitility.await(id)
					.atMost(limit.minusNanos(System.nanoTime() - from))
					.pollInterval(Duration.ofMillis(500))
					.ignoreExceptionsInstanceOf(UncheckedIOException.class)
					.until(() -> client.event(id, "/load").statusCode() == 200);
		}
	}

	/** What was before those is stored too, or will be in a moment. */
	private void awaitAllStored() {
		Awaitility.await()
				.atMost(Duration.ofMinutes(3))
				.pollInterval(Duration.ofSeconds(5))
				.pollDelay(Duration.ZERO)
				.until(() -> stored().size() >= EVENTS);
	}

	private void assertStoredOnce() {
		Map<String, Integer> stored = stored();
		var missing = new ArrayList<>(accepted);
		missing.removeAll(stored.keySet());
		assertThat(missing).as("accepted and not stored").isEmpty();
		assertThat(stored.entrySet().stream().filter(entry -> entry.getValue() > 1).toList()).as("visible twice")
				.isEmpty();
	}

	/** The processor may just have been killed: whoever asks comes again. */
	private HttpResponse<String> page(String path) {
		return Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> client.get(path), answer -> answer.statusCode() == 200);
	}

	/** How often each event is visible, by a walk over all pages. */
	private Map<String, Integer> stored() {
		var times = new HashMap<String, Integer>();
		String next = "/v1/events?type=load&limit=1000";
		while (next != null) {
			var page = Client.json(page(next));
			page.get("events").forEach(event -> times.merge(event.get("id").asString(), 1, Integer::sum));
			next = page.has("cursor")
					? "/v1/events?type=load&limit=1000&cursor=" + Client.encoded(page.get("cursor").asString())
					: null;
		}
		return times;
	}
}
