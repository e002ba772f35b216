package dev.millrace.system.faults;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.awaitility.Awaitility;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.faults.FaultyTable.Mishap;

/** Does to a platform what may happen to it, and counts it. */
final class Mischief {

	private static final String STREAM = "millrace-events";
	/** Each at most twice or at least half of the one before, which is what Kinesis allows. */
	private static final List<Integer> SHARDS = List.of(1, 2, 4, 2, 4, 8, 4, 2);
	private static final Duration SOON = Duration.ofMinutes(1);

	private final RunningPlatform platform;
	private final FaultyTable table;
	private final Random random;
	private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
	private String streamFaults = "{}";
	private int reshards;

	Mischief(RunningPlatform platform, FaultyTable table, Random random) {
		this.platform = platform;
		this.table = table;
		this.random = random;
	}

	/** How often each fault was there. */
	Map<Fault, Integer> done() {
		return done;
	}

	int count() {
		return done.values().stream().mapToInt(Integer::intValue).sum();
	}

	void begin(Fault fault) {
		switch (fault) {
			case PROCESSOR_KILLED -> kill("processor-service");
			case INGEST_KILLED -> kill("ingest-service");
			case CLOUD_KILLED -> {
				kill("local-cloud");
				tellStream(); // It has forgotten.
			}
			case RESHARDED -> reshard(SHARDS.get(reshards++ % SHARDS.size()));
			case ENTRIES_REFUSED -> stream("{\"failedEntries\":%.2f}".formatted(0.01 + random.nextDouble() * 0.29));
			case STREAM_REPLIES_LOST -> stream("{\"lostReplies\":0.2}");
			case TABLE_THROTTLED -> table.begin(Mishap.THROTTLED, 0.2);
			case TABLE_REPLIES_LOST -> table.begin(Mishap.REPLY_LOST, 0.2);
			case TABLE_TIMED_OUT -> table.begin(Mishap.TIMED_OUT, 0.05);
			case BATCHES_REJECTED -> table.begin(Mishap.REJECTED, 0.05);
		}
		done.merge(fault, 1, Integer::sum);
	}

	/** Ends when the table has failed someone, if it was to. */
	void heal() {
		table.awaitMishap(SOON);
		table.heal();
		stream("{}");
	}

	/** The one from the kill before may still be on its way up. */
	private void kill(String service) {
		Awaitility.await(service).atMost(SOON).ignoreExceptionsInstanceOf(IllegalStateException.class).until(() -> {
			platform.kill(service);
			return true;
		});
	}

	private void reshard(int shards) {
		try (var kinesis = platform.kinesis()) {
			Awaitility.await("%d shards".formatted(shards))
					.atMost(SOON)
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

	private void stream(String faults) {
		streamFaults = faults;
		tellStream();
	}

	private void tellStream() {
		var request = HttpRequest.newBuilder(platform.cloud().resolve("/_millrace/kinesis/faults"))
				.POST(BodyPublishers.ofString(streamFaults))
				.build();
		Awaitility.await("the local cloud")
				.atMost(SOON)
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> platform.http().send(request, BodyHandlers.ofString()).statusCode() == 204);
	}
}
