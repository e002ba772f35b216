package dev.millrace.system.path;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.system.RunningPlatform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the CloudEvents SDK for Java sends, in any mode, it reads back equal. */
class CloudEventsSdkIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private static final String ANY = "\u20ac 100% \"quoted\" \ud83d\ude00";
	/** In binary mode the SDK writes headers as they are, without the percent-encoding that the specification asks for. */
	private static final String PLAIN = "order 1";
	private static final JsonFormat FORMAT = new JsonFormat();
	private static final Map<String, byte[]> DATA = Map.of("application/json", "{\"amount\":1.0}".getBytes(UTF_8),
			"text/plain; charset=UTF-8", "caf\u00e9 \"\n".getBytes(UTF_8), "application/octet-stream",
			new byte[]{0, -1, 5}, "application/xml", "<a b='c'/>".getBytes(UTF_8));

	static Stream<String> types() {
		return DATA.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("types")
	void inStructuredMode(String type) {
		CloudEvent event = event("structured", type, ANY);
		accepted(sent(writer -> writer.writeStructured(event, FORMAT)));
		assertReadBack(event);
	}

	@ParameterizedTest
	@MethodSource("types")
	void inBinaryMode(String type) {
		CloudEvent event = event("binary", type, PLAIN);
		accepted(sent(writer -> writer.writeBinary(event)));
		assertReadBack(event);
	}

	@Test
	void inABatch() {
		var events = types().map(type -> event("batch", type, ANY)).toList();
		accepted(new Client(platform).post("application/cloudevents-batch+json",
				events.stream()
						.map(event -> new String(FORMAT.serialize(event), UTF_8))
						.collect(Collectors.joining(",", "[", "]"))));
		events.forEach(CloudEventsSdkIT::assertReadBack);
	}

	private static CloudEvent event(String mode, String type, String subject) {
		return CloudEventBuilder.v1()
				.withId(mode + " " + type)
				.withSource(URI.create("https://sdk.example/" + mode))
				.withType("sdk.sent")
				.withSubject(subject)
				.withTime(OffsetDateTime.parse("2026-11-20T08:00:00.123Z"))
				.withDataSchema(URI.create("https://sdk.example/schema"))
				.withData(type, Objects.requireNonNull(DATA.get(type)))
				.withExtension("comment", "an extension")
				.build();
	}

	private static HttpResponse<String> sent(Consumer<MessageWriter<?, ?>> write) {
		var request = HttpRequest.newBuilder(platform.frontDoor().resolve("/v1/events"))
				.header("X-API-Key", platform.key());
		var body = new AtomicReference<byte @Nullable []>();
		write.accept(HttpMessageFactory.createWriter(request::header, body::set));
		byte[] bytes = body.get();
		request.POST(bytes == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
		return Client.sent(platform.http(), request.build());
	}

	private static void accepted(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
	}

	private static void assertReadBack(CloudEvent sent) {
		var client = new Client(platform);
		Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> client.event(sent.getId(), sent.getSource().toString()).statusCode() == 200);
		CloudEvent read = FORMAT
				.deserialize(client.event(sent.getId(), sent.getSource().toString()).body().getBytes(UTF_8));
		for (String attribute : sent.getAttributeNames()) {
			assertThat(read.getAttribute(attribute)).as(attribute).isEqualTo(sent.getAttribute(attribute));
		}
		for (String extension : sent.getExtensionNames()) {
			assertThat(read.getExtension(extension)).as(extension).isEqualTo(sent.getExtension(extension));
		}
		assertThat(Objects.requireNonNull(read.getData()).toBytes())
				.isEqualTo(Objects.requireNonNull(sent.getData()).toBytes());
	}
}
