package dev.millrace.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;
import dev.millrace.testing.keys.TestKeys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The service in this process, a local cloud beside it, and an intake that remembers what it is told. */
final class RunningService implements BeforeAllCallback, AfterAllCallback {

	static final String BOUNDARY = "between-the-parts";
	private static final Duration LONG = Duration.ofSeconds(60);
	static final int TOKENS_A_DAY = 1_000;

	private final List<String> settings;
	private final LocalCloud cloud = new LocalCloud();
	private final HttpClient http = HttpClient.newHttpClient();
	private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
	private final AtomicInteger intake = new AtomicInteger(202);
	private @Nullable HttpServer server;
	private @Nullable ConfigurableApplicationContext context;

	/** With settings beyond those of tests, such as {@code --millrace.file.downloads=stream}. */
	RunningService(String... settings) {
		this.settings = List.of(settings);
	}

	@Configuration(proxyBeanMethods = false)
	static class InPlaceOfTheSandbox {

		@Bean
		FakeModel model() {
			return new FakeModel();
		}

		@Bean
		Marked marked() {
			return new Marked();
		}
	}

	@Override
	public void beforeAll(ExtensionContext extension) throws IOException {
		cloud.start();
		Platform.makeAt(cloud.endpoint());
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/v1/events", exchange -> {
			var event = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
			if (intake.get() == 202) {
				events.add(event);
			}
			exchange.sendResponseHeaders(intake.get(), -1);
			exchange.close();
		});
		server.start();
		System.setProperty("aws.endpointUrl", cloud.endpoint().toString());
		System.setProperty("aws.region", "us-east-1");
		System.setProperty("aws.accessKeyId", "local");
		System.setProperty("aws.secretAccessKey", "local");
		context = new SpringApplicationBuilder(InPlaceOfTheSandbox.class, FileApplication.class)
				.run(Stream.concat(settings.stream(),
						Stream.of("--spring.profiles.active=local", "--server.port=0", "--management.server.port=0",
								"--" + TestKeys.PROPERTY, "--millrace.file.form-size=5MB",
								"--millrace.file.part-size=5MB",
								"--millrace.file.sweep.every=1s",
								"--millrace.file.workspace=" + Files.createTempDirectory("files-"),
								"--millrace.web.limits.burst=10000",
								"--millrace.file.bedrock.tokens-a-day=" + TOKENS_A_DAY,
								"--millrace.file.ingest.url=http://127.0.0.1:" + server.getAddress().getPort()))
						.toArray(String[]::new));
	}

	@Override
	public void afterAll(ExtensionContext extension) {
		Objects.requireNonNull(context).close();
		Objects.requireNonNull(server).stop(0);
		cloud.close();
	}

	Marked marked() {
		return Objects.requireNonNull(context).getBean(Marked.class);
	}

	<T> T bean(Class<T> type) {
		return Objects.requireNonNull(context).getBean(type);
	}

	S3Client s3() {
		return Objects.requireNonNull(context).getBean(S3Client.class);
	}

	void intakeAnswers(int status) {
		intake.set(status);
	}

	JsonNode slip(String name, long size, String sha256) throws Exception {
		return slip(Map.of("name", name, "contentType", "text/plain", "size", size, "sha256", sha256));
	}

	/** For any content of that length. */
	JsonNode slip(String name, long size) throws Exception {
		return slip(Map.of("name", name, "contentType", "text/plain", "size", size));
	}

	private JsonNode slip(Map<String, Object> wanted) throws Exception {
		var answer = call("POST", "/v1/files", JsonMapper.shared().writeValueAsString(wanted));
		if (answer.statusCode() != 201) {
			throw new AssertionError(answer.body());
		}
		return json(answer);
	}

	HttpResponse<String> call(String method, String path, String body) throws Exception {
		return http.send(request(path).header("Content-Type", "application/json")
				.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
	}

	HttpResponse<String> get(String path, String range) throws Exception {
		var request = request(path);
		return http.send((range.isEmpty() ? request : request.header("Range", range)).build(), BodyHandlers.ofString());
	}

	HttpResponse<String> upload(String name, String type, String content, Map<String, String> fields) throws Exception {
		return http.send(request("/v1/files").header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
				.POST(BodyPublishers.ofByteArray(form(fields, name, type, content.getBytes(UTF_8))))
				.build(), BodyHandlers.ofString());
	}

	/** Nobody knows how long it is before it ends. */
	HttpResponse<String> form(String body) throws Exception {
		return http.send(request("/v1/files").header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
				.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
				.build(), BodyHandlers.ofString());
	}

	HttpResponse<String> postForm(JsonNode form, byte[] content) throws Exception {
		var fields = new LinkedHashMap<String, String>();
		form.get("fields").properties().forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
		return http.send(HttpRequest.newBuilder(URI.create(form.get("url").asString()))
				.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
				.POST(BodyPublishers.ofByteArray(form(fields, "f", "text/plain", content)))
				.build(), BodyHandlers.ofString());
	}

	/** The part's own bytes out of all of them. */
	HttpResponse<String> put(JsonNode part, byte[] content) throws Exception {
		int from = (part.get("number").asInt() - 1) * (5 << 20);
		return http.send(HttpRequest.newBuilder(URI.create(part.get("url").asString()))
				.PUT(BodyPublishers.ofByteArray(content, from, part.get("size").asInt()))
				.build(), BodyHandlers.ofString());
	}

	HttpResponse<String> get(URI url) throws Exception {
		return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
	}

	JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	JsonNode await(String id, String status) {
		return Awaitility.await(id + " " + status)
				.atMost(LONG)
				.pollInterval(Duration.ofMillis(100))
				.until(() -> json(call("GET", "/v1/files/" + id, "")),
						file -> file.path("status").asString("").equals(status));
	}

	JsonNode awaitRefused(String id) {
		return Awaitility.await(id + " refused")
				.atMost(LONG)
				.until(() -> json(call("GET", "/v1/files/" + id, "")).path("refusedEvents").path(0),
						JsonNode::isObject);
	}

	void awaitGone(String id) {
		Awaitility.await(id).atMost(LONG).until(() -> call("GET", "/v1/files/" + id, "").statusCode() == 404);
	}

	void awaitEvent(String id, String type) {
		Awaitility.await(id + " " + type)
				.atMost(LONG)
				.until(() -> events.stream()
						.anyMatch(event -> event.get("subject").asString().equals(id)
								&& event.get("type").asString().equals(type)));
	}

	/** So many different ones. */
	void awaitEvents(String id, int count) {
		Awaitility.await(id).atMost(LONG).until(() -> eventIds(id).size() == count);
	}

	List<String> eventIds(String id) {
		return events.stream()
				.filter(event -> event.get("subject").asString().equals(id))
				.map(event -> event.get("id").asString())
				.distinct()
				.toList();
	}

	String deadLetter() {
		var sqs = Objects.requireNonNull(context).getBean(SqsClient.class);
		String url = sqs.getQueueUrl(queue -> queue.queueName("millrace-file-dead-letters")).queueUrl();
		return sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(10)).messages().toString();
	}

	List<String> keys(String id) {
		return s3().listObjectsV2(list -> list.bucket("millrace-files"))
				.contents()
				.stream()
				.map(S3Object::key)
				.filter(key -> key.contains(id))
				.toList();
	}

	static String sha256(byte[] bytes) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	private HttpRequest.Builder request(String path) {
		String port = Objects.requireNonNull(context).getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP);
	}

	private static byte[] form(Map<String, String> fields, String name, String type, byte[] content)
			throws IOException {
		var body = new ByteArrayOutputStream();
		for (var field : fields.entrySet()) {
			body.write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
					.formatted(BOUNDARY, field.getKey(), field.getValue())
					.getBytes(UTF_8));
		}
		body.write("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
				.formatted(BOUNDARY, name, type)
				.getBytes(UTF_8));
		body.write(content);
		body.write("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
		return body.toByteArray();
	}
}
