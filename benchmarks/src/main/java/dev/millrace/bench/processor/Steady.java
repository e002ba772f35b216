package dev.millrace.bench.processor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.millrace.bench.Latencies;
import dev.millrace.bench.Running;

/** Sends events at a steady rate, and of some sees how long it takes from the receipt until they can be read by their id. */
final class Steady {

	/** One of so many: each look is work for the platform, too, and for the table that all of it waits for. */
	static final int POLLED = 50;
	private static final long POLL_MILLIS = 25;
	private static final Duration LATEST = Duration.ofSeconds(30);

	private final HttpClient client = HttpClient.newHttpClient();
	private final Running ingest;
	private final Running processor;
	private final Latencies latencies = new Latencies();
	/** How many requests failed, by the reason. */
	private final Map<String, Integer> failed = new ConcurrentHashMap<>();

	Steady(Running ingest, Running processor) {
		this.ingest = ingest;
		this.processor = processor;
	}

	/** One of {@value #POLLED} events is polled for. */
	String run(int eventsPerSecond, Duration time) throws InterruptedException {
		latencies.reset();
		try (var requests = Executors.newVirtualThreadPerTaskExecutor();
				var sender = Executors.newSingleThreadScheduledExecutor()) {
			var number = new AtomicInteger();
			var sending = sender.scheduleAtFixedRate(
					() -> requests.execute(() -> send(number.incrementAndGet())), 0,
					TimeUnit.SECONDS.toNanos(1) / eventsPerSecond, TimeUnit.NANOSECONDS);
			Thread.sleep(time);
			sending.cancel(false);
		}
		return "from receipt to readable by id at %d events/s: p50 %.0f ms, p99 %.0f ms (failed: %s)"
				.formatted(eventsPerSecond, latencies.percentile(0.5), latencies.percentile(0.99), failed);
	}

	private void send(int number) {
		try {
			String id = Ids.BY_CLIENT.id(number, Instant.now());
			boolean isPolled = number % POLLED == 0;
			String attributes = isPolled ? "\"id\":\"" + id + "\"," : "";
			String event = "{%s\"type\":\"bench.event\",\"source\":\"/bench\",\"data\":\"%s\"}".formatted(attributes,
					"x".repeat(Ids.BYTES - 300));
			var answer = call(HttpRequest.newBuilder(URI.create(ingest.uri("/v1/events")))
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString(event)));
			long accepted = System.nanoTime();
			if (answer.statusCode() != 202) {
				failed("status " + answer.statusCode());
			} else if (isPolled) {
				await(id, accepted);
			}
		} catch (IOException e) {
			failed(e.toString());
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void failed(String why) {
		failed.merge(why, 1, Integer::sum);
	}

	private void await(String id, long accepted) throws IOException, InterruptedException {
		var get = HttpRequest.newBuilder(URI.create(processor.uri("/v1/events/" + id)));
		while (call(get).statusCode() != 200) {
			if (System.nanoTime() - accepted > LATEST.toNanos()) {
				failed("not readable within " + LATEST);
				return;
			}
			Thread.sleep(POLL_MILLIS);
		}
		latencies.add(System.nanoTime() - accepted);
	}

	private HttpResponse<Void> call(HttpRequest.Builder request) throws IOException, InterruptedException {
		return client.send(request.setHeader("X-API-Key", Ground.KEY).build(), BodyHandlers.discarding());
	}
}
