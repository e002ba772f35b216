package dev.millrace.ingest.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.millrace.testing.keys.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = HttpTests.Service.class, properties = {
		"management.server.port=0", "management.endpoint.health.group.readiness.include=readinessState",
		"millrace.ingest.schemas.reload=100ms", "millrace.ingest.schemas.mark=legacy.*", TestKeys.PROPERTY})
class SchemaRouteTests {

	private static final String SCHEMA = "{\"properties\":{\"amount\":{\"minimum\":0}}}";

	@TempDir
	private static Path folder;

	@DynamicPropertySource
	static void location(DynamicPropertyRegistry registry) throws IOException {
		Files.writeString(folder.resolve("order.json"), SCHEMA);
		Files.writeString(folder.resolve("legacy.order.json"), SCHEMA);
		registry.add("millrace.ingest.schemas.location", folder::toString);
	}

	@Autowired
	private FakeStream stream;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeEach
	void clear() {
		stream.clear();
	}

	@Test
	void refusesWhatDoesNotFit() throws Exception {
		var answer = post(
				"[{\"type\":\"order\",\"data\":{\"amount\":-1}},{\"type\":\"order\",\"data\":{\"amount\":1}}]");
		assertThat(answer.statusCode()).isEqualTo(207);
		assertThat(answer.body()).contains("\"code\":\"schema-violation\"", "\"pointer\":\"/data/amount\"", "minimum");
		assertThat(stream.documents()).hasSize(1);
		assertThat(post("{\"type\":\"order\",\"data\":{\"amount\":-1}}").statusCode()).isEqualTo(422);
	}

	@Test
	void marksWhatItIsToldToTake() throws Exception {
		assertThat(post("{\"type\":\"legacy.order\",\"data\":{\"amount\":-1}}").statusCode()).isEqualTo(202);
		assertThat(stream.documents()).singleElement()
				.asString()
				.contains(
						"\"schemaerror\":\"minimum at /data/amount\"");
		assertThat(post("{\"type\":\"legacy.order\",\"data\":{},\"schemaerror\":\"mine\"}").body())
				.contains("reserved-attribute");
	}

	@Test
	void goesOnWithTheOldOnesAndSaysSoWhereANewOneIsNone() throws Exception {
		Path broken = folder.resolve("new.json");
		Files.writeString(broken, "{");
		Awaitility.await().until(() -> health().contains("new.json"));
		assertThat(health()).contains("\"inUse\":2");
		assertThat(post("{\"type\":\"order\",\"data\":{\"amount\":-1}}").statusCode()).isEqualTo(422);
		Files.writeString(broken, "{\"type\":\"string\"}");
		Awaitility.await().until(() -> !health().contains("trouble"));
		assertThat(post("{\"type\":\"new\",\"data\":1}").statusCode()).isEqualTo(422);
	}

	private String health() throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(
				URI.create("http://127.0.0.1:" + managementPort + "/actuator/health")).build(), BodyHandlers.ofString())
				.body();
	}

	private HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
				.header("Content-Type", "application/json")
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP)
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
	}
}
