package dev.millrace.ingest.metrics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

import dev.millrace.testing.keys.InMemoryKeyStore;
import dev.millrace.testing.keys.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as it ships, on a stream that fails at will: what whoever runs it sees of that. */
@SpringBootTest(classes = SeeingItTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.server.port=0", TestKeys.PROPERTY, "logging.level.access=INFO",
		"millrace.ingest.webhooks.github.scheme=github", "millrace.ingest.webhooks.github.secrets=It's a Secret"})
@ExtendWith(OutputCaptureExtension.class)
class SeeingItTests {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan(basePackages = "dev.millrace.ingest", excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = {
			".*Application", ".*Tests.*"}))
	static class Service {

		@Bean
		@Primary
		FailingStream failingStream() {
			return new FailingStream();
		}

		@Bean
		InMemoryKeyStore keys() {
			return new InMemoryKeyStore();
		}

		@Bean
		Tracer tracer() {
			return new Tracer();
		}
	}

	/** Stands for whatever tracer is configured: it keeps what has ended. */
	static final class Tracer implements ObservationHandler<Observation.Context> {

		private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(Observation.Context context) {
			ended.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}
	}

	private static final String KEY_ID = TestKeys.BOOTSTRAP.substring(3, 19);

	@Autowired
	private FailingStream stream;

	@Autowired
	private Tracer tracer;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private final HttpClient http = HttpClient.newHttpClient();

	/** The service makes its own client, too, which asks where it is and then for nothing more. */
	@BeforeAll
	static void somewhere() {
		System.setProperty("aws.region", "eu-central-1");
	}

	@AfterAll
	static void nowhere() {
		System.clearProperty("aws.region");
	}

	@BeforeEach
	void clear() {
		stream.fails(0, 0);
		tracer.ended.clear();
	}

	@Test
	void acceptedAndRefusedEventsMoveTheirCounters() throws Exception {
		double accepted = metric("millrace_ingest_accepted_events_total");
		double producer = metric("millrace_ingest_producer_events_total{producer=\"%s\"}".formatted(KEY_ID));
		double refused = metric("millrace_ingest_refused_events_total{code=\"missing-attribute\"}");
		double timed = metric("millrace_ingest_confirmation_seconds_count");
		assertThat(post("/v1/events", "[{\"type\":\"a\"},{},{\"type\":\"b\"}]").statusCode()).isEqualTo(207);
		becomes("millrace_ingest_accepted_events_total", accepted + 2);
		becomes("millrace_ingest_producer_events_total{producer=\"%s\"}".formatted(KEY_ID),
				producer + 2);
		becomes("millrace_ingest_refused_events_total{code=\"missing-attribute\"}", refused + 1);
		becomes("millrace_ingest_confirmation_seconds_count", timed + 2);
		becomes("millrace_ingest_waiting_events", 0);
		becomes("millrace_ingest_in_flight_bytes", 0);
		assertThat(scrape()).contains("millrace_ingest_confirmation_seconds_bucket{");
	}

	@Test
	void aStreamThatFailsMovesTheRetriesAndTheEventIsAcceptedAllTheSame() throws Exception {
		double again = metric("millrace_ingest_again_records_total");
		double accepted = metric("millrace_ingest_accepted_events_total");
		stream.fails(2, 1);
		assertThat(post("/v1/events", "{\"type\":\"a\"}").statusCode()).isEqualTo(202);
		becomes("millrace_ingest_again_records_total", again + 3);
		becomes("millrace_ingest_accepted_events_total", accepted + 1);
		assertThat(scrape().lines().filter(line -> line.startsWith("millrace_ingest_put_seconds_count")))
				.anyMatch(line -> line.contains("result=\"failed\"")
						&& line.contains("error=\"ProvisionedThroughputExceededException\""))
				.anyMatch(line -> line.contains("result=\"refused\""))
				.anyMatch(line -> line.contains("result=\"taken\""));
	}

	@Test
	void aTracerSeesTheRequestByItsTemplateAndEachPutRecordsCall() throws Exception {
		stream.fails(1, 0);
		assertThat(post("/v1/events/order.placed", "{}").statusCode()).isEqualTo(202);
		Awaitility.await()
				.untilAsserted(() -> assertThat(tracer.ended).extracting(Observation.Context::getContextualName)
						.containsExactlyInAnyOrder("PutRecords", "PutRecords", "http post /v1/events/{type}"));
		assertThat(tracer.ended).filteredOn(put -> "PutRecords".equals(put.getContextualName()))
				.as("each is a part of the request that waited for it")
				.allSatisfy(put -> assertThat(Objects.requireNonNull(put.getParentObservation())
						.getContextView()
						.getContextualName()).isEqualTo("http post /v1/events/{type}"));
		assertThat(scrape()).contains("uri=\"/v1/events/{type}\"")
				.doesNotContain("uri=\"/v1/events/order.placed\"", "http_server_requests_active");
	}

	@Test
	void aRequestThatIsRefusedWholeCountsByItsCode() throws Exception {
		double broken = metric("millrace_ingest_refused_requests_total{code=\"malformed-json\"}");
		assertThat(post("/v1/events", "{").statusCode()).isEqualTo(400);
		assertThat(post("/v1/events/t?typo=1", "{}").statusCode()).isEqualTo(400);
		assertThat(post("/v1/webhooks/github", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
		becomes("millrace_ingest_refused_requests_total{code=\"malformed-json\"}", broken + 1);
		becomes("millrace_ingest_refused_requests_total{code=\"unknown-parameter\"}", 1);
		becomes("millrace_ingest_refused_requests_total{code=\"request-too-large\"}", 1);
		assertThat(scrape()).doesNotContain("refused_requests_total{code=\"invalid-signature\"");
	}

	@Test
	void aForgedDeliveryCountsByItsWebhook() throws Exception {
		assertThat(post("/v1/webhooks/github", "{}").statusCode()).isEqualTo(401);
		becomes("millrace_ingest_refused_deliveries_total{webhook=\"github\"}", 1);
		assertThat(post("/v1/webhooks/nobody", "{}").statusCode()).isEqualTo(404);
		assertThat(scrape()).doesNotContain("nobody");
	}

	@Test
	void theAccessLogTellsTheCountsBesideTheKey(CapturedOutput output) throws Exception {
		post("/v1/events", "[{\"type\":\"a\"},{},{\"type\":\"b\"}]");
		Awaitility.await()
				.untilAsserted(() -> assertThat(output.getOut().lines().filter(line -> line.contains("\"status\":207")))
						.anySatisfy(line -> assertThat(line).contains("\"accepted\":2,\"refused\":1",
								"\"key\":\"" + KEY_ID + "\"", "\"request\":\"seeing-it\"")));
	}

	private HttpResponse<String> post(String path, String body) throws Exception {
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP)
				.header("Content-Type", "application/json")
				.header("X-Request-Id", "seeing-it")
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
	}

	/** The answer is sent before it is counted. */
	private void becomes(String name, double value) {
		Awaitility.await().untilAsserted(() -> assertThat(metric(name)).as(name).isEqualTo(value));
	}

	/** A line of what Prometheus reads; 0 where there is none yet. */
	private double metric(String name) throws Exception {
		return scrape().lines()
				.filter(line -> line.startsWith(name + " "))
				.mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
				.findFirst()
				.orElse(0);
	}

	private String scrape() throws Exception {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(
				managementPort))).build();
		return http.send(request, BodyHandlers.ofString()).body();
	}
}
