package dev.millrace.processor;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

	private final EventsOfType events = new EventsOfType(CLOUD.endpoint());

	@BeforeAll
	static void makeThePlatform() {
		Platform.makeAt(CLOUD.endpoint());
	}

	private static Service service() {
		return new Service(CLOUD.endpoint(), SECRET);
	}

	@Test
	void storesWhatIsInTheStreamAndDeadLettersWhatIsNoEvent() throws Exception {
		String type = events.type();
		byte[] document = event(type).type(type).data("{ \"n\" : 1.0 }").document();
		events.put(List.of("no event".getBytes(UTF_8), document));

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
		events.put(3000);
		try (Service first = service().awaitReady()) {
			assertThat(first.terminate()).isLessThan(Duration.ofSeconds(10));
		}
		events.put(3000);
		try (Service second = service().awaitReady()) {
			second.kill();
		}
		try (Service third = service().awaitReady()) {
			events.awaitListed(third, 3000);
		}
	}

	/** The library waits for the index of its leases without a bound, and does not hear of the end meanwhile. */
	@Test
	void endsWhereTheLibraryWaitsForAwsToBegin() throws Exception {
		try (var index = new UnfinishedIndex(CLOUD.endpoint());
				Service service = new Service(CLOUD.endpoint(), SECRET, "waiting",
						Map.of("AWS_ENDPOINT_URL_DYNAMODB", index.address()))) {
			Awaitility.await(service.log().toString())
					.atMost(ARRIVAL)
					.until(() -> Files.readString(service.log()).contains("Started ProcessorApplication")
							&& index.looks() >= 2);

			service.terminate();

			assertThat(Files.readString(service.log())).contains("The library waits for AWS to begin");
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
