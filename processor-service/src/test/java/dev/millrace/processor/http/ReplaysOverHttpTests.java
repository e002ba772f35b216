package dev.millrace.processor.http;

import java.io.IOException;
import java.net.http.HttpHeaders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.millrace.processor.Replays;

import static dev.millrace.processor.replay.ReplayBeans.SHARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@OverHttp
class ReplaysOverHttpTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Replays replays;

	private Answer send(String method, String path, String body) throws IOException, InterruptedException {
		var answer = Requests.send(port, method, path, body);
		return new Answer(answer.statusCode(), answer.headers(), new String(answer.body(), UTF_8));
	}

	private record Answer(int statusCode, HttpHeaders headers, String body) {}

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
		assertThat(second.body()).contains("\"code\":\"too-many-replays\"", "1 replays run");
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
