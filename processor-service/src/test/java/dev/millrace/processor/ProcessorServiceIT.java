package dev.millrace.processor;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ProcessorServiceIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String SECRET = "a secret of the tests, 32 characters or more";
	private static final Duration ARRIVAL = Duration.ofSeconds(90);
	private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
			.create(AwsBasicCredentials.create("local", "local"));

	private final String type = "type-" + UUID.randomUUID();

	@BeforeAll
	static void makeThePlatform() {
		Platform.makeAt(CLOUD.endpoint());
	}

	private static Service service() {
		return new Service(CLOUD.endpoint(), SECRET);
	}

	private static void put(List<byte[]> records) {
		try (var kinesis = KinesisClient.builder()
				.endpointOverride(CLOUD.endpoint())
				.region(Region.US_EAST_1)
				.credentialsProvider(CREDENTIALS)
				.build()) {
			for (int from = 0; from < records.size(); from += 500) {
				var entries = records.subList(from, Math.min(records.size(), from + 500))
						.stream()
						.map(bytes -> PutRecordsRequestEntry.builder()
								.data(SdkBytes.fromByteArray(bytes))
								.partitionKey(Integer.toString(Arrays.hashCode(bytes)))
								.build())
						.toList();
				var answer = kinesis.putRecords(put -> put.streamName("millrace-events").records(entries));
				assertThat(answer.failedRecordCount()).isZero();
			}
		}
	}

	private List<byte[]> events(int count) {
		List<byte[]> events = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			TestEvents.Spec event = event(type + "-" + i).type(type);
			events.add((i % 2 == 0 ? event : event.generatedId()).document());
		}
		return events;
	}

	private List<String> listed(Service service) throws IOException, InterruptedException {
		List<String> ids = new ArrayList<>();
		String cursor = "";
		do {
			String page = new String(service.get("/v1/events?limit=1000&type=" + type + cursor).body(), UTF_8);
			Pattern.compile("\"id\":\"" + type + "-(\\d+)\"")
					.matcher(page)
					.results()
					.forEach(id -> ids.add(id.group(1)));
			var next = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(page);
			cursor = next.find() ? "&cursor=" + next.group(1) : "";
		} while (!cursor.isEmpty());
		return ids;
	}

	private void awaitListed(Service service, int count) {
		Awaitility.await(service.log().toString())
				.atMost(ARRIVAL)
				.pollInterval(Duration.ofMillis(500))
				.untilAsserted(() -> assertThat(listed(service)).hasSize(count).doesNotHaveDuplicates());
	}

	@Test
	void storesWhatIsInTheStreamAndDeadLettersWhatIsNoEvent() throws Exception {
		byte[] document = event(type).type(type).data("{ \"n\" : 1.0 }").document();
		put(List.of("no event".getBytes(UTF_8), document));

		try (Service service = service().awaitReady()) {
			Awaitility.await(service.log().toString())
					.atMost(ARRIVAL)
					.untilAsserted(() -> assertThat(service.get("/v1/events/" + type).body()).isEqualTo(document));
			String letters = Awaitility.await(service.log().toString())
					.atMost(ARRIVAL)
					.until(() -> text(service.get("/v1/dead-letters?reason=unreadable")),
							page -> page.contains("\"id\""));
			var id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(letters);
			assertThat(id.find()).isTrue();
			assertThat(text(service.get("/v1/dead-letters/" + id.group(1) + "/bytes"))).isEqualTo("no event");
			assertThat(text(service.get("/v1/events/" + type + "/trace"))).contains("\"state\":\"stored\"",
					"\"storedAt\":", "\"shardId\":\"shardId-0");
		}
	}

	private static String text(HttpResponse<byte[]> answer) {
		return new String(answer.body(), UTF_8);
	}

	@Test
	void losesAndRepeatsNothingWhereItIsStoppedAndKilledMidway() throws Exception {
		put(events(3000));
		try (Service first = service().awaitReady()) {
			assertThat(first.terminate()).isLessThan(Duration.ofSeconds(10));
		}
		put(events(3000));
		try (Service second = service().awaitReady()) {
			second.kill();
		}
		try (Service third = service().awaitReady()) {
			awaitListed(third, 3000);
		}
	}

	/** What lies between two checkpoints: less than 1,000 records, and the part of at most as many that was under way. */
	@Test
	void aKillCostsNoMoreThanWhatIsNotCheckpointed() throws Exception {
		put(events(6_000));
		try (Service first = service().awaitReady()) {
			Awaitility.await()
					.atMost(ARRIVAL)
					.pollInterval(Duration.ofMillis(50))
					.until(() -> !listed(first).isEmpty());
			first.kill();
		}
		try (Service second = service().awaitReady()) {
			awaitListed(second, 6_000);
			double redelivered = second.meter("millrace_processor_redelivered_events_total");
			System.out.printf("%n%.0f of 6,000 events were delivered again after kill -9, of 2 shards%n", redelivered);
			assertThat(redelivered).isBetween(0.0, 2.0 * 2000);
			assertThat(second.meter("millrace_processor_leases")).isEqualTo(2);
			assertThat(second.meter("millrace_processor_unread_shards")).isZero();
		}
	}

	@Test
	void doesNotStartWithoutASecretAndNamesTheSetting() throws Exception {
		try (Service service = new Service(CLOUD.endpoint(), "too short")) {
			assertThat(service.awaitEnd()).isNotZero();
			assertThat(Files.readString(service.log())).contains("millrace.processor.cursorSecret",
					"at least 32 characters");
		}
	}
}
