package dev.millrace.processor.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.millrace.processor.OperatorBeans;
import dev.millrace.processor.Replays;
import dev.millrace.testing.keys.TestKeys;

import static dev.millrace.processor.replay.ReplayBeans.SHARD;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = ReplaysOverHttpTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"millrace.processor.cursor-secret=a secret of the tests, 32 characters or more",
		"spring.config.location=classpath:/web-support.yaml", "management.server.port=0",
		"spring.cloud.aws.dynamodb.enabled=false", TestKeys.PROPERTY})
class ReplaysOverHttpTests {

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({HttpConfiguration.class, OperatorBeans.class})
	static class Service {}

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Replays replays;

	private HttpResponse<String> send(String method, String path, String body)
			throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP)
				.header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build();
		return http.send(request, BodyHandlers.ofString());
	}

	@AfterEach
	void cancelAll() {
		replays.all().forEach(replay -> replays.cancel(replay.id(), "test"));
	}

	@Test
	void takesAReplayShowsItAndCancelsIt() throws Exception {
		var begun = send("POST", "/v1/replays",
				"{\"from\":\"2026-11-20T07:00:00Z\",\"types\":[\"order.*\"],\"dryRun\":true}");
		assertThat(begun.statusCode()).isEqualTo(202);
		String path = begun.headers().firstValue("Location").orElseThrow();
		assertThat(path).startsWith("/v1/replays/");
		assertThat(begun.body()).contains("\"status\":\"running\"", "\"target\":\"table\"", "\"dryRun\":true",
				"\"from\":\"2026-11-20T07:00:00Z\"", "\"types\":[\"order.*\"]",
				"\"createdAt\":\"2026-11-20T08:00:00Z\"",
				"\"records\":0");
		assertThat(send("GET", path, "").body()).isEqualTo(begun.body());
		assertThat(send("GET", "/v1/replays", "").body()).contains(begun.body());

		assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
		assertThat(send("GET", path, "").body()).contains("\"status\":\"cancelled\"", "\"why\":\"by key ");
	}

	@Test
	void refusesWhatIsOneTooMany() throws Exception {
		String body = "{\"from\":\"2026-11-20T08:00:00Z\"}";
		assertThat(send("POST", "/v1/replays", body).statusCode()).isEqualTo(202);
		var second = send("POST", "/v1/replays", body);
		assertThat(second.statusCode()).isEqualTo(409);
		assertThat(second.body()).contains("\"code\":\"too-many-replays\"", "\"running\":1");
	}

	@Test
	void knowsNoOthers() throws Exception {
		assertThat(send("GET", "/v1/replays/none", "").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", "/v1/replays/none", "").body()).contains("\"code\":\"unknown-replay\"");
		assertThat(send("GET", "/v1/replays/" + "x".repeat(2000), "").statusCode()).isEqualTo(400);
		assertThat(send("GET", "/v1/replays?limit=1", "").body()).contains("unknown-parameter");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {"{}|422|must have either 'from' or", "{|400|malformed-json",
			"{\"from\":\"2026-11-20T08:00:00Z\",\"sequenceNumbers\":{\"a\":\"1\"}}|422|must have either 'from' or",
			"{\"from\":\"noon\"}|422|\"pointer\":\"/from\"",
			"{\"from\":\"2026-11-19T07:59:59Z\"}|422|\"pointer\":\"/from\"",
			"{\"from\":\"2026-11-20T08:00:01Z\"}|422|\"pointer\":\"/from\"",
			"{\"sequenceNumbers\":{}}|422|\"pointer\":\"/sequenceNumbers\"",
			"{\"sequenceNumbers\":{\"a\":null}}|422|\"pointer\":\"/sequenceNumbers/a\"",
			"{\"sequenceNumbers\":{\"a\":1}}|422|\"pointer\":\"/sequenceNumbers/a\"",
			"{\"sequenceNumbers\":{\"a/b\":\"x\"}}|422|\"pointer\":\"/sequenceNumbers/a~1b\"",
			"{\"sequenceNumbers\":{\"a\":\"1\"}}|422|names a shard that the stream does not have",
			"{\"sequenceNumbers\":{\"" + SHARD + "\":\"1\"}}|422|must be the sequence number of a record",
			"{\"from\":\"2026-11-20T08:00:00Z\",\"target\":\"queue\"}|422|\"pointer\":\"/target\"",
			"{\"from\":\"2026-11-20T08:00:00Z\",\"target\":\"bus\"}|422|on no bus",
			"{\"from\":\"2026-11-20T08:00:00Z\",\"types\":[]}|422|\"pointer\":\"/types\"",
			"{\"from\":\"2026-11-20T08:00:00Z\",\"types\":[null]}|422|\"pointer\":\"/types\"",
			"{\"from\":\"2026-11-20T08:00:00Z\",\"colour\":1}|422|\"pointer\":\"/colour\""})
	void refusesWhatIsNotClear(String body, int status, String named) throws Exception {
		var answer = send("POST", "/v1/replays", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(named);
	}
}
