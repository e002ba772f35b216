package dev.millrace.processor.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.InMemoryLetters;
import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.Reason;
import dev.millrace.processor.StreamRecord;
import dev.millrace.processor.TestEvents;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@OverHttp
class DeadLettersOverHttpTests {

	@LocalServerPort
	private int port;

	@Autowired
	private InMemoryLetters letters;

	private String keep(String code, StreamRecord record) {
		var letter = new DeadLetter(new Reason(code, "why", Optional.empty(), 5, NOW, NOW), record);
		letters.keep(letter);
		return KeptLetter.of(letter).id();
	}

	private HttpResponse<byte[]> send(String method, String path, String body)
			throws IOException, InterruptedException {
		return Requests.send(port, method, path, body);
	}

	private String get(String path) throws IOException, InterruptedException {
		return new String(send("GET", path, "").body(), UTF_8);
	}

	private String redrive(String body) throws IOException, InterruptedException {
		return new String(send("POST", "/v1/dead-letters/redrive", body).body(), UTF_8);
	}

	@Test
	void showsALetterAndItsBytes() throws Exception {
		byte[] bytes = {0, 1, (byte) 0xFF};
		String id = keep("shown", TestEvents.record("shard", bytes));

		assertThat(get("/v1/dead-letters/" + id)).contains("\"id\":\"" + id + "\"", "\"code\":\"shown\"", "\"size\":3",
				"\"shardId\":\"shard\"", "\"approximateArrival\":\"2026-11-20T08:00:00Z\"");
		var answer = send("GET", "/v1/dead-letters/" + id + "/bytes", "");
		assertThat(answer.body()).isEqualTo(bytes);
		assertThat(answer.headers().firstValue("Content-Disposition")).hasValueSatisfying(
				value -> assertThat(value).startsWith("attachment"));
		assertThat(get("/v1/dead-letters?reason=shown")).contains(id);
		assertThat(get("/v1/dead-letters?reason=other")).isEqualTo("{\"deadLetters\":[]}");
	}

	@Test
	void walksFromPageToPage() throws Exception {
		for (int i = 0; i < 5; i++) {
			keep("walked", event("w" + i).record());
		}
		String page = get("/v1/dead-letters?reason=walked&limit=3");
		var cursor = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(page);
		assertThat(cursor.find()).isTrue();
		String rest = get("/v1/dead-letters?reason=walked&limit=3&cursor=" + cursor.group(1));

		assertThat(page.split("\"redrives\"", -1)).hasSize(4);
		assertThat(rest.split("\"redrives\"", -1)).hasSize(3);
		assertThat(rest).doesNotContain("cursor");
		assertThat(send("GET", "/v1/dead-letters?reason=other&cursor=" + cursor.group(1), "").statusCode())
				.isEqualTo(400);
		assertThat(send("GET", "/v1/events?cursor=" + cursor.group(1), "").statusCode()).isEqualTo(400);
	}

	@Test
	void redrivesWhatItIsToldToAndSaysWhatCameOfIt() throws Exception {
		String good = keep("redriven", event("redriven").record());
		String bad = keep("redriven", TestEvents.record("shard", "no event".getBytes(UTF_8)));
		String ids = "{\"ids\":[\"%s\",\"%s\",\"none\"]".formatted(good, bad);

		assertThat(redrive(ids + ",\"dryRun\":true}")).contains("\"dryRun\":true", "\"outcome\":\"stored\"");
		assertThat(letters.find(good)).isPresent();
		assertThat(redrive(ids + "}")).contains("\"dryRun\":false", "\"outcome\":\"stored\"", "\"outcome\":\"failed\"",
				"\"outcome\":\"unknown\"");
		assertThat(letters.find(good)).isEmpty();
		assertThat(letters.find(bad)).isPresent();
		assertThat(get("/v1/events/redriven/trace")).contains("\"how\":\"redriven\"");
	}

	@Test
	void redrivesByAFilter() throws Exception {
		for (int i = 0; i < 4; i++) {
			keep("filtered", event("f" + i).type("filtered").record());
		}
		assertThat(redrive("{\"filter\":{\"reason\":\"filtered\",\"type\":\"filtered\"},\"limit\":3}")
				.split("\"outcome\":\"stored\"", -1)).hasSize(4);
		assertThat(get("/v1/dead-letters?reason=filtered").split("\"redrives\"", -1)).hasSize(2);
	}

	@Test
	void deletesWithAReasonAlone() throws Exception {
		String path = "/v1/dead-letters/" + keep("deleted", event("deleted").record());

		assertThat(send("DELETE", path, "").statusCode()).isEqualTo(400);
		assertThat(send("DELETE", path + "?reason=" + "x".repeat(501), "").statusCode()).isEqualTo(400);
		assertThat(send("DELETE", path + "?reason=a%20test", "").statusCode()).isEqualTo(204);
		assertThat(send("DELETE", path + "?reason=a%20test", "").statusCode()).isEqualTo(404);
		assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
		assertThat(send("GET", path + "/bytes", "").statusCode()).isEqualTo(404);
		assertThat(get("/v1/events/deleted/trace")).contains("\"state\":\"dead-lettered\"", "\"why\":\"a test\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {"{}|422|invalid-member", "[]|422|invalid-member", "null|422|invalid-member",
			"{|400|malformed-json", "{\"ids\":[]}|422|/ids", "{\"ids\":[1]}|422|/ids/0", "{\"ids\":[null]}|422|/ids",
			"{\"ids\":[\"a\"],\"filter\":{}}|422|invalid-member", "{\"filter\":{},\"limit\":0}|422|/limit",
			"{\"filter\":{\"from\":\"noon\"}}|422|/filter/from", "{\"filter\":{\"what\":1}}|422|/filter/what",
			"{\"ids\":[\"a\"],\"dryRun\":\"yes\"}|422|/dryRun"})
	void refusesWhatIsNotClear(String body, int status, String named) throws Exception {
		var answer = send("POST", "/v1/dead-letters/redrive", body);
		assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
		assertThat(new String(answer.body(), UTF_8)).contains(named);
	}

	@ParameterizedTest
	@ValueSource(strings = {"limit=0", "limit=1001", "from=noon", "colour=red", "cursor=made-up", "type=",
			"from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"})
	void refusesWrongParameters(String query) throws Exception {
		assertThat(send("GET", "/v1/dead-letters?" + query, "").statusCode()).isEqualTo(400);
	}
}
