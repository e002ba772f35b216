package dev.millrace.system.faults;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import tools.jackson.databind.JsonNode;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.faults.FaultyTable.Mishap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of every kind under load, one after the other in an order drawn from a seed. In the end each event with a receipt is
 * visible once or among the dead letters. The full run is {@code -Dmillrace.faults=1000 -Dmillrace.events=1000000}; a run is
 * repeated with {@code -Dmillrace.seed}.
 */
class FaultsIT {

	private static final int FAULTS = Integer.getInteger("millrace.faults", Fault.ALL.size());
	private static final int EVENTS = Integer.getInteger("millrace.events", 4000);
	private static final long SEED = Long.getLong("millrace.seed", System.nanoTime());
	private static final String STREAM = "millrace-events";
	/** Each at most twice or at least half of the one before, which is what Kinesis allows. */
	private static final List<Integer> SHARDS = List.of(1, 2, 4, 2, 4, 8, 4, 2);
	private static final Random RANDOM = new Random(SEED);

	/** Closed after the platform, which needs it to the end. */
	@RegisterExtension
	@Order(1)
	static final FaultyTable table = new FaultyTable(() -> FaultsIT.platform.cloud(), new Random(SEED));

	@RegisterExtension
	@Order(2)
	static final RunningPlatform platform = new RunningPlatform(
			Map.of("JAVA_TOOL_OPTIONS", "-Daws.endpointUrlDynamoDb=" + table.address()));

	private final Oracle oracle = new Oracle();
	private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
	private int reshards;

	@Test
	void whateverFailsEachReceiptHasItsEvent() throws Exception {
		long from = System.nanoTime();
		try (var load = new Load(platform, oracle)) {
			for (Fault fault : drawn()) {
				var requests = load.send(EVENTS / FAULTS);
				inject(fault);
				injected.merge(fault, 1, Integer::sum);
				for (Future<?> request : requests) {
					request.get();
				}
				heal();
			}
			awaitAll(load);
		} finally {
			print(Duration.ofNanos(System.nanoTime() - from));
		}
		assertThat(oracle.lost()).as("lost, seed %d", SEED).isEmpty();
		assertThat(oracle.visibleTwice()).as("visible twice, seed %d", SEED).isEmpty();
	}

	/** Each kind as often as any other. */
	private static List<Fault> drawn() {
		List<Fault> drawn = new ArrayList<>();
		while (drawn.size() < FAULTS) {
			var round = new ArrayList<>(Fault.ALL);
			Collections.shuffle(round, RANDOM);
			drawn.addAll(round);
		}
		return drawn.subList(0, FAULTS);
	}

	private void inject(Fault fault) throws IOException, InterruptedException {
		switch (fault) {
			case PROCESSOR_KILLED -> kill("processor-service");
			case INGEST_KILLED -> kill("ingest-service");
			case CLOUD_KILLED -> kill("local-cloud");
			case RESHARDED -> reshard(SHARDS.get(reshards++ % SHARDS.size()));
			case ENTRIES_REFUSED -> stream("{\"failedEntries\":%.2f}".formatted(0.01 + RANDOM.nextDouble() * 0.29));
			case STREAM_REPLIES_LOST -> stream("{\"lostReplies\":0.2}");
			case TABLE_THROTTLED -> table.begin(Mishap.THROTTLED, 0.2);
			case TABLE_REPLIES_LOST -> table.begin(Mishap.REPLY_LOST, 0.2);
			case TABLE_TIMED_OUT -> table.begin(Mishap.TIMED_OUT, 0.05);
			case BATCHES_REJECTED -> table.begin(Mishap.REJECTED, 0.05);
		}
	}

	private static void heal() throws IOException, InterruptedException {
		table.heal();
		stream("{}");
	}

	/** The one from the kill before may still be on its way up. */
	private static void kill(String service) {
		Awaitility.await(service)
				.atMost(Duration.ofMinutes(1))
				.ignoreExceptionsInstanceOf(IllegalStateException.class)
				.until(() -> {
					platform.kill(service);
					return true;
				});
	}

	private static void reshard(int shards) {
		try (var kinesis = platform.kinesis()) {
			Awaitility.await("%d shards".formatted(shards))
					.atMost(Duration.ofMinutes(1))
					.ignoreExceptionsInstanceOf(SdkException.class)
					.until(() -> {
						var summary = kinesis.describeStreamSummary(stream -> stream.streamName(STREAM))
								.streamDescriptionSummary();
						if (summary.openShardCount() != shards && summary.streamStatus() == StreamStatus.ACTIVE) {
							kinesis.updateShardCount(update -> update.streamName(STREAM)
									.targetShardCount(shards)
									.scalingType(ScalingType.UNIFORM_SCALING));
						}
						return summary.openShardCount() == shards;
					});
		}
	}

	private static void stream(String faults) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(platform.cloud().resolve("/_millrace/kinesis/faults"))
				.POST(BodyPublishers.ofString(faults))
				.build();
		Awaitility.await("the local cloud")
				.atMost(Duration.ofMinutes(1))
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> platform.http().send(request, BodyHandlers.ofString()).statusCode() == 204);
	}

	private void awaitAll(Load load) {
		try {
			Awaitility.await("every receipt has its event, seed " + SEED)
					.atMost(Duration.ofSeconds(180 + EVENTS / 50))
					.pollInterval(Duration.ofSeconds(3))
					.until(() -> {
						letters(load);
						oracle.saw(visible(load));
						return oracle.lost().isEmpty();
					});
		} finally {
			oracle.saw(visible(load));
		}
	}

	/** How often each event is visible, by a walk over all pages. */
	private static Map<String, Integer> visible(Load load) {
		var times = new HashMap<String, Integer>();
		String first = "/v1/events?type=faults&limit=1000";
		String next = first;
		while (!next.isEmpty()) {
			JsonNode page = load.page(next);
			page.get("events").forEach(event -> times.merge(event.get("id").asString(), 1, Integer::sum));
			next = page.has("cursor") ? first + "&cursor=" + page.get("cursor").asString() : "";
		}
		return times;
	}

	private void letters(Load load) {
		String first = "/v1/dead-letters?limit=1000";
		String next = first;
		while (!next.isEmpty()) {
			JsonNode page = load.page(next);
			page.get("deadLetters").forEach(letter -> oracle.deadLettered(letter.at("/event/id").asString()));
			next = page.has("cursor") ? first + "&cursor=" + page.get("cursor").asString() : "";
		}
	}

	private void print(Duration took) {
		var table = new StringBuilder(
				"%n| faults | seed %d, %d s |%n| --- | --- |%n".formatted(SEED, took.toSeconds()));
		injected.forEach((fault, times) -> table.append("| %s | %d |%n".formatted(fault, times)));
		table.append("| faults in all | %d |%n".formatted(injected.values().stream().mapToInt(Integer::intValue).sum()))
				.append("| accepted | %d |%n".formatted(oracle.accepted()))
				.append("| stored | %d |%n".formatted(oracle.stored()))
				.append("| dead-lettered | %d |%n".formatted(oracle.deadLettered()))
				.append("| lost | %d |%n".formatted(oracle.lost().size()))
				.append("| visible twice | %d |%n".formatted(oracle.visibleTwice().size()));
		System.out.println(table);
	}
}
