package dev.millrace.processor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

/** Replays against a stream and a table, over HTTP: a table that has lost events has them again, and none of them twice. */
class ReplaysIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String SECRET = "a secret of the tests, 32 characters or more";
	private static final Duration LIMIT = Duration.ofMinutes(2);
	private static final JsonMapper JSON = JsonMapper.shared();
	private static final KinesisClient KINESIS = client(KinesisClient.builder());
	private static final DynamoDbClient DYNAMO = client(DynamoDbClient.builder());
	/** Written down often, and soon taken over, so that a kill costs seconds here. */
	private static final Map<String, String> SETTINGS = Map.of("MILLRACE_PROCESSOR_REPLAYS_BEAT", "300ms",
			"MILLRACE_PROCESSOR_REPLAYS_SILENCE", "4s", "MILLRACE_PROCESSOR_REPLAYS_PAUSE", "500ms");

	@BeforeAll
	static void makeThePlatform() {
		Platform.makeAt(CLOUD.endpoint());
	}

	@AfterAll
	static void close() {
		KINESIS.close();
		DYNAMO.close();
	}

	private static <C> C client(AwsClientBuilder<?, C> builder) {
		builder.endpointOverride(CLOUD.endpoint());
		builder.region(Region.US_EAST_1);
		builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
		return builder.build();
	}

	private static Service service(String worker) {
		return new Service(CLOUD.endpoint(), SECRET, worker, SETTINGS).awaitReady();
	}

	private static void put(List<byte[]> documents) {
		for (int from = 0; from < documents.size(); from += 500) {
			var entries = documents.subList(from, Math.min(documents.size(), from + 500))
					.stream()
					.map(document -> PutRecordsRequestEntry.builder()
							.data(SdkBytes.fromByteArray(document))
							.partitionKey(Integer.toString(Arrays.hashCode(document)))
							.build())
					.toList();
			assertThat(KINESIS.putRecords(put -> put.streamName("millrace-events").records(entries))
					.failedRecordCount()).isZero();
		}
	}

	private static List<byte[]> events(String type, int from, int to) {
		return IntStream.range(from, to)
				.mapToObj(i -> event(type + "-" + i).type(type).data(Integer.toString(i)).document())
				.toList();
	}

	private static void split(int shards) {
		KINESIS.updateShardCount(update -> update.streamName("millrace-events")
				.targetShardCount(shards)
				.scalingType(ScalingType.UNIFORM_SCALING));
		Awaitility.await()
				.atMost(LIMIT)
				.until(() -> KINESIS.describeStreamSummary(describe -> describe.streamName("millrace-events"))
						.streamDescriptionSummary()
						.openShardCount() == shards);
	}

	private static List<Integer> listed(Service service, String type) throws IOException, InterruptedException {
		List<Integer> found = new ArrayList<>();
		String cursor = "";
		do {
			String page = service.send("GET", "/v1/events?fields=id&limit=1000&type=" + type + cursor, "").body();
			Pattern.compile("\"id\":\"" + type + "-(\\d+)\"")
					.matcher(page)
					.results()
					.forEach(id -> found.add(Integer.valueOf(id.group(1))));
			var next = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(page);
			cursor = next.find() ? "&cursor=" + next.group(1) : "";
		} while (!cursor.isEmpty());
		return found;
	}

	private static void awaitListed(Service service, String type, int count) {
		Awaitility.await(service.log().toString())
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(listed(service, type)).hasSize(count).doesNotHaveDuplicates());
	}

	/** What a person does by mistake: the items that lists show, not the claims. */
	private static void lose(String type, int from, int to) {
		var time = AttributeValue.fromN(Long.toString(TestEvents.NOW.toEpochMilli()));
		for (int i = from; i < to; i++) {
			var key = Map.of("id", AttributeValue.fromS(type + "-" + i), "timestamp", time);
			DYNAMO.deleteItem(delete -> delete.tableName("millrace-events").key(key));
		}
	}

	private static String begin(Service service, String members) throws IOException, InterruptedException {
		var answer = service.send("POST", "/v1/replays",
				"{\"from\":\"%s\"%s}".formatted(Instant.now().minus(Duration.ofHours(1)), members));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return answer.headers().firstValue("Location").orElseThrow();
	}

	private static JsonNode show(Service service, String replay) throws IOException, InterruptedException {
		return JSON.readTree(service.send("GET", replay, "").body());
	}

	private static JsonNode awaitEnd(Service service, String replay) {
		return Awaitility.await(service.log().toString())
				.atMost(LIMIT)
				.until(() -> show(service, replay), view -> !view.get("status").stringValue().equals("running"));
	}

	private static long count(JsonNode replay, String what) {
		return replay.at("/progress/" + what).longValue();
	}

	@Test
	void bringBackWhatTheTableHasLostOverShardsThatWereSplitAndAKill() throws Exception {
		String type = "lost";
		put(events(type, 0, 2000));
		split(4);
		put(events(type, 2000, 4000));
		put(events(type, 0, 100)); // Once more, by their senders: duplicates.
		put(events("others", 0, 50));
		try (Service first = service("first")) {
			awaitListed(first, type, 4000);
			lose(type, 500, 2500);
			awaitListed(first, type, 2000);

			var dry = awaitEnd(first, begin(first, ",\"dryRun\":true,\"types\":[\"lost\"]"));
			assertThat(dry.get("status").stringValue()).isEqualTo("done");
			assertThat(count(dry, "records") - count(dry, "skipped")).isEqualTo(4100);
			assertThat(count(dry, "skipped")).isGreaterThanOrEqualTo(50);
			assertThat(count(dry, "stored")).isZero();
			assertThat(listed(first, type)).hasSize(2000);

			String replay = begin(first, "");
			Awaitility.await().atMost(LIMIT).until(() -> count(show(first, replay), "stored") > 0);
			first.kill();
			try (Service second = service("second")) {
				var ended = awaitEnd(second, replay);
				System.out.printf("%nThe replay over a kill -9: %s%n", ended.get("progress"));
				assertThat(ended.get("status").stringValue()).isEqualTo("done");
				assertThat(ended.at("/progress/shards")).hasSizeGreaterThanOrEqualTo(4);
				awaitListed(second, type, 4000);
				assertThat(count(ended, "stored")).isLessThanOrEqualTo(2000);
				assertThat(count(ended, "deadLettered")).isZero();
				assertThat(second.get("/v1/events/lost-777").body()).isEqualTo(events(type, 777, 778).getFirst());
			}
		}
	}

	@Test
	void areSharedOutToOneOfTwoWorkersAndEndWhereTheyAreCancelled() throws Exception {
		String type = "cancelled";
		put(events(type, 0, 500));
		try (Service first = service("one"); Service second = service("two")) {
			awaitListed(second, type, 500);
			String replay = begin(first, ",\"types\":[\"cancelled\"]");
			assertThat(first.send("POST", "/v1/replays", "{\"from\":\"%s\"}".formatted(Instant.now().minusSeconds(9)))
					.body()).contains("\"code\":\"too-many-replays\"");
			assertThat(second.send("DELETE", replay, "").statusCode()).isEqualTo(204);
			assertThat(show(first, replay).get("status").stringValue()).isEqualTo("cancelled");

			String again = begin(second, ",\"types\":[\"cancelled\"]");
			var ended = awaitEnd(first, again);
			assertThat(ended.get("status").stringValue()).isEqualTo("done");
			assertThat(count(ended, "redelivered")).isEqualTo(500);
			assertThat(count(ended, "stored") + count(ended, "duplicates")).isZero();
			assertThat(listed(first, type)).hasSize(500).doesNotHaveDuplicates();
		}
	}
}
