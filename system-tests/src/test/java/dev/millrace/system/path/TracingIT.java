package dev.millrace.system.path;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.SpanReceiver.Span;

import static org.assertj.core.api.Assertions.assertThat;

/** One trace, from the request to the bus, over both services and the stream between them. */
class TracingIT {

	private static final SpanReceiver receiver = new SpanReceiver();

	@RegisterExtension
	static final RunningPlatform platform = new RunningPlatform(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT",
			receiver.address(), "OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG", "1.0",
			"OTEL_BSP_SCHEDULE_DELAY", "200", "MILLRACE_PROCESSOR_BUS_NAME", "millrace-events"));

	private final Client client = new Client(platform);

	@AfterAll
	static void close() {
		receiver.close();
	}

	@Test
	void aTraceThatTheIntakeBeginsGoesOnToTheTableAndTheBus() throws Exception {
		post("begun-here", Map.of());
		String traceparent = storedTraceparent("begun-here");

		assertIsWhole(traceparent.substring(3, 35));
		assertThat(receiver.spans()).noneMatch(span -> span.name().contains("readyz"));
	}

	@Test
	void aTraceOfTheLoadBalancerIsTakenUp() throws Exception {
		post("begun-before", Map.of("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678"));

		assertIsWhole("67891233abcdef012345678912345678");
	}

	@Test
	void aTraceOfTheClientIsTakenUpAndItsEventSaysSo() throws Exception {
		String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
		post("clients-own", Map.of("traceparent", traceparent));

		assertThat(storedTraceparent("clients-own")).isEqualTo(traceparent);
		var spans = spansOf("0af7651916cd43dd8448eb211c80319c");
		assertThat(named(spans, "http post /v1/events").parent()).isEqualTo("b7ad6b7169203331");
	}

	@Test
	void whatTheClientWantsUnseenIsSeenNowhere() throws Exception {
		post("unseen", Map.of("traceparent", "00-00000000000000000000000000000abc-b7ad6b7169203331-00"));
		post("seen-later", Map.of("traceparent", "00-00000000000000000000000000000def-b7ad6b7169203331-01"));

		assertThat(spansOf("00000000000000000000000000000def")).isNotEmpty();
		assertThat(receiver.spansOf("00000000000000000000000000000abc")).isEmpty();
	}

	private static void assertIsWhole(String trace) {
		var spans = spansOf(trace);
		Span request = named(spans, "http post /v1/events");
		assertThat(request.service()).isEqualTo("ingest-service");
		assertThat(named(spans, "PutRecords").parent()).isEqualTo(request.id());
		Span received = named(spans, "receive");
		assertThat(received.service()).isEqualTo("processor-service");
		assertThat(received.parent()).isEqualTo(request.id());
		assertThat(named(spans, "store").parent()).isEqualTo(received.id());
		assertThat(named(spans, "publish").parent()).isEqualTo(request.id());
	}

	/** Once each hop has told its own; in which order they come is nobody's. */
	private static List<Span> spansOf(String trace) {
		return Awaitility.await("all spans of " + trace)
				.atMost(Duration.ofSeconds(60))
				.until(() -> receiver.spansOf(trace),
						hasAll("http post /v1/events", "PutRecords", "receive", "store", "publish"));
	}

	private static Predicate<List<Span>> hasAll(String... names) {
		return spans -> spans.stream().map(Span::name).toList().containsAll(List.of(names));
	}

	private static Span named(List<Span> spans, String name) {
		return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
	}

	private void post(String id, Map<String, String> headers) throws Exception {
		var request = HttpRequest.newBuilder(platform.frontDoor().resolve("/v1/events"))
				.header("X-API-Key", platform.key())
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"type\":\"traced\",\"source\":\"/t\",\"id\":\"%s\"}".formatted(id)));
		headers.forEach(request::header);
		assertThat(platform.http().send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(202);
	}

	private String storedTraceparent(String id) {
		var stored = Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> client.event(id, "/t"), answer -> answer.statusCode() == 200);
		return Client.json(stored).get("traceparent").asString();
	}
}
