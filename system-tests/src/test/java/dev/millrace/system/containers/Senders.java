package dev.millrace.system.containers;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import dev.millrace.system.faults.Oracle;
import dev.millrace.system.faults.Oracle.Receipt;
import dev.millrace.system.path.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that send batch after batch until they are closed, whatever is answered, and tell the oracle of each receipt. */
final class Senders implements AutoCloseable {

	static final String TYPE = "containers";
	private static final int CONNECTIONS = 4;
	private static final int PER_REQUEST = 20;
	private static final Duration PATIENCE = Duration.ofMinutes(1);
	private static final Duration LONGEST_REQUEST = Duration.ofSeconds(90);

	private final ScheduledExecutorService connections = Executors.newScheduledThreadPool(CONNECTIONS);
	private final AtomicInteger requests = new AtomicInteger();
	private final Client client;
	private final Oracle oracle;
	private final List<? extends Future<?>> sending;

	Senders(Client client, Oracle oracle) {
		this.client = client;
		this.oracle = oracle;
		this.sending = IntStream.range(0, CONNECTIONS)
				.mapToObj(_ -> connections.scheduleWithFixedDelay(this::send, 0, 50, TimeUnit.MILLISECONDS))
				.toList();
	}

	/** Waits until there are so many more receipts. */
	void awaitMore(int receipts) {
		int before = oracle.accepted();
		Awaitility.await("receipts").atMost(PATIENCE).until(() -> oracle.accepted() >= before + receipts);
	}

	/** Half of the requests have ids of their own, half have those of the intake. */
	private void send() {
		int request = requests.getAndIncrement();
		String body = IntStream.range(request * PER_REQUEST, (request + 1) * PER_REQUEST)
				.mapToObj(number -> event(number, request % 2 == 0))
				.collect(Collectors.joining("\n"));
		try {
			var answer = client.post("application/x-ndjson", body);
			if (answer.statusCode() == 202 || answer.statusCode() == 207) {
				note(Client.json(answer).get("results"), request);
			}
		} catch (UncheckedIOException _) {
			// The service is gone, or went with the request: no answer is no receipt.
			return;
		}
	}

	private void note(JsonNode results, int request) {
		for (int index = 0; index < results.size(); index++) {
			JsonNode result = results.get(index);
			if (result.has("sequenceNumber")) {
				String where = result.get("shardId").asString() + "/" + result.get("sequenceNumber").asString();
				oracle.accepted(result.get("id").asString(),
						new Receipt(where, data(request * PER_REQUEST + index), false));
			}
		}
	}

	private static String event(int number, boolean hasId) {
		String id = hasId ? "\"id\":\"event-%d\",".formatted(number) : "";
		return "{\"type\":\"%s\",%s\"data\":\"%s\"}".formatted(TYPE, id, data(number));
	}

	private static String data(int number) {
		return number + "-" + "x".repeat(200);
	}

	@Override
	public void close() {
		connections.shutdown();
		Awaitility.await("the last answers").atMost(LONGEST_REQUEST).until(connections::isTerminated);
		assertThat(sending).noneMatch(sender -> sender.state() == Future.State.FAILED);
	}
}
