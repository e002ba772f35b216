package dev.millrace.file;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.millrace.testing.keys.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** How much a key may ask of this service by itself, with the settings that it has of its own. */
@SpringBootTest(classes = WithoutStorage.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.server.port=0", "management.endpoint.health.group.readiness.include=readinessState",
		TestKeys.PROPERTY})
class LimitsTests {

	private static final int BURST = 200;
	/** What may flow in while the burst is asked for, at 100 a minute. */
	private static final int MEANWHILE = 100;

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void aKeyMayAskAHundredTimesAMinuteAndTwoHundredAtOnceAndPostsCount() throws Exception {
		var first = post("/v1/files");
		assertThat(first.statusCode()).as(first.body()).isEqualTo(422);
		assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=200;w=120");

		int granted = 1;
		var answer = first;
		while (answer.statusCode() != 429) {
			answer = post(granted % 2 == 0 ? "/v1/files" : "/v1/files/none/upload/complete");
			granted++;
			assertThat(granted).isLessThanOrEqualTo(BURST + MEANWHILE);
		}

		assertThat(granted).isGreaterThan(BURST);
		assertThat(answer.body()).contains("\"code\":\"rate-limited\"", "100 more come each 60 seconds");
		assertThat(answer.headers().firstValue("Retry-After")).contains("1");
	}

	private HttpResponse<String> post(String path) throws Exception {
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{}"))
				.build(), BodyHandlers.ofString());
	}
}
