package dev.millrace.system.path;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.Everyday;
import dev.millrace.system.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM under load, as a load balancer's target gets it: what is sent before the delay is over is answered 202, and all that
 * was answered 202 is stored.
 */
class StopIT {

	private static final int CLIENTS = 4;

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final AtomicInteger numbers = new AtomicInteger();
	private final Set<String> accepted = ConcurrentHashMap.newKeySet();
	private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

	/** What came of a request that was not accepted, and when it was sent. */
	private record Failure(long sent, String what) {}

	@Test
	void aRequestBeforeTheEndOfTheDelayIsTakenAndNothingTakenIsLost() {
		var process = platform.process("ingest-service");
		long stopped;
		try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < CLIENTS; i++) {
				clients.execute(() -> sendUntilTheEnd(process));
			}
			await().until(() -> accepted.size() > 100);
			stopped = System.nanoTime();
			process.destroy();
			await().until(() -> status("/readyz") == 503);
			int alive = status("/livez");
			assertThat(alive == 200 || System.nanoTime() - stopped >= Everyday.STOP_DELAY.toNanos())
					.as("it answers %s within the delay, which would have it killed", alive)
					.isTrue();
			int before = accepted.size();
			await().until(() -> accepted.size() > before + 50);
			await().until(() -> !process.isAlive());
		}
		assertThat(failures).as("failed of what was sent before the delay was over")
				.noneMatch(failure -> failure.sent() - stopped < Everyday.STOP_DELAY.toNanos());
		await().untilAsserted(() -> assertThat(stored()).containsAll(accepted));
		await().ignoreExceptions().until(() -> status("/readyz") == 200);
	}

	/** One after another on a connection that is kept for as long as the service wishes. */
	private void sendUntilTheEnd(ProcessHandle process) {
		try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			while (process.isAlive()) {
				send(http, "stop-" + numbers.incrementAndGet());
			}
		}
	}

	private void send(HttpClient http, String id) {
		long sent = System.nanoTime();
		try {
			var answer = Client.sent(http, to("/v1/events").header("X-API-Key", platform.key())
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("{\"type\":\"stop\",\"source\":\"/stop\",\"id\":\"" + id + "\"}"))
					.build());
			if (answer.statusCode() == 202) {
				accepted.add(id);
			} else {
				failures.add(new Failure(sent, answer.statusCode() + answer.body()));
			}
		} catch (UncheckedIOException e) {
			failures.add(new Failure(sent, e.toString()));
		}
	}

	private static int status(String path) {
		HttpResponse<String> answer = Client.sent(platform.http(), to(path).build());
		return answer.statusCode();
	}

	private static HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Everyday.INGEST_PORT + path))
				.timeout(Duration.ofSeconds(60));
	}

	private static List<String> stored() {
		return new Client(platform).idsOfType("stop");
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
	}
}
