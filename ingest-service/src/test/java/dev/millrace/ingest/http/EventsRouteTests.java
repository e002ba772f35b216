package dev.millrace.ingest.http;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.keys.InMemoryKeyStore;
import dev.millrace.testing.keys.TestKeys;
import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = HttpTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.server.port=0",
		"management.endpoint.health.group.readiness.include=readinessState", "millrace.ingest.http.max-events=100",
		"millrace.ingest.http.max-bytes-in-flight=12000000", TestKeys.PROPERTY})
class EventsRouteTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Autowired
	private FakeStream stream;

	@Autowired
	private InMemoryKeyStore keys;

	@LocalServerPort
	private int port;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeEach
	void clear() {
		stream.clear();
	}

	@Test
	void givesAReceiptForAnEvent() throws Exception {
		var answer = post("application/json", "{\"type\":\"order.placed\",\"id\":\"7\",\"data\":{\"amount\": 1.0}}");
		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).isEqualTo(
				"""
						{"accepted":1,"refused":0,"results":[{"id":"7","shardId":"shardId-000000000000","sequenceNumber":"491"}]}""");
		assertThat(stream.documents()).singleElement().asString().contains("\"data\":{\"amount\": 1.0}");
	}

	@Test
	void givesReceiptsInTheOrderOfTheEvents() throws Exception {
		String events = IntStream.range(0, 100)
				.mapToObj("{\"type\":\"t\",\"id\":\"%d\"}"::formatted)
				.collect(Collectors.joining(",", "[", "]"));
		JsonNode results = json(post("application/json; charset=UTF-8", events)).get("results");
		for (int i = 0; i < 100; i++) {
			assertThat(results.get(i).get("id").asString()).isEqualTo(Integer.toString(i));
		}
	}

	@Test
	void judgesAnArrayEventByEvent() throws Exception {
		var answer = post("application/json", "[{\"type\":\"a\",\"id\":\"1\"},{\"id\":\"2\"},7]");
		assertThat(answer.statusCode()).isEqualTo(207);
		JsonNode body = json(answer);
		assertThat(body.get("accepted").asInt()).isEqualTo(1);
		assertThat(body.get("refused").asInt()).isEqualTo(2);
		JsonNode second = body.get("results").get(1);
		assertThat(second.get("index").asInt()).isEqualTo(1);
		assertThat(second.get("pointer").asString()).isEqualTo("/type");
		assertThat(second.get("code").asString()).isEqualTo("missing-attribute");
		assertThat(second.get("status").asInt()).isEqualTo(422);
		assertThat(stream.ids()).containsExactly("1");
	}

	@Test
	void namesTheLineOfABrokenOneAndTakesTheOthers() throws Exception {
		var answer = post("application/x-ndjson",
				"{\"type\":\"a\",\"id\":\"1\"}\r\n\n{\"type\":\"b\"\n{\"type\":\"c\",\"id\":\"3\"}");
		assertThat(answer.statusCode()).isEqualTo(207);
		JsonNode broken = json(answer).get("results").get(1);
		assertThat(broken.get("line").asInt()).isEqualTo(3);
		assertThat(broken.get("index").asInt()).isEqualTo(1);
		assertThat(broken.get("code").asString()).isEqualTo("malformed-json");
		assertThat(stream.ids()).containsExactly("1", "3");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"application/json | {\"type\":\"t\" | 400 | malformed-json",
			"application/json | [{\"type\":\"t\"},{\"type\" | 400 | malformed-json",
			"application/json | ` ` | 400 | empty",
			"application/json | [] | 400 | empty",
			"application/x-ndjson | `\n\n` | 400 | empty",
			"application/json | {\"type\":\"t\",\"data\":\"\\ud800\"} | 400 | invalid-text",
			"application/json | {\"type\":\"t\",\"time\":\"noon\"} | 422 | invalid-attribute",
			"application/json | {\"type\":\"t\",\"type\":\"t\"} | 422 | duplicate-attribute",
			"application/json | [[{\"type\":\"t\"}]] | 422 | not-an-event",
			"application/x-ndjson | 5 | 422 | not-an-event",
			"text/plain | {\"type\":\"t\"} | 415 | unsupported-media-type",
			"nonsense | {\"type\":\"t\"} | 415 | unsupported-media-type",
			"application/json;charset=utf-16 | {\"type\":\"t\"} | 415 | unsupported-media-type"})
	void answersBadInputWithItsProblem(String contentType, String body, int status, String code) throws Exception {
		var answer = post(contentType, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(json(answer).get("code").asString()).isEqualTo(code);
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void tellsEachProblemWhereNoneOfSeveralWasTaken() throws Exception {
		var answer = post("application/json", "[{},{\"type\":\"\"}]");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(json(answer).get("code").asString()).isEqualTo("no-event-taken");
		assertThat(json(answer).get("results")).hasSize(2);
	}

	@Test
	void takesFromAKeyOnlyTheTypesThatItMaySend() throws Exception {
		String key = keyOfOrders();
		var partly = postWith(key, "[{\"type\":\"order.placed\",\"id\":\"1\"},{\"type\":\"user.created\"}]");
		assertThat(partly.statusCode()).isEqualTo(207);
		JsonNode refused = json(partly).get("results").get(1);
		assertThat(refused.get("code").asString()).isEqualTo("type-not-allowed");
		assertThat(refused.get("status").asInt()).isEqualTo(403);
		assertThat(refused.get("pointer").asString()).isEqualTo("/type");
		assertThat(refused.get("index").asInt()).isEqualTo(1);
		assertThat(stream.ids()).containsExactly("1");
		assertThat(postWith(key, "[{\"type\":\"user.created\"},{\"type\":\"order\"}]").statusCode()).isEqualTo(403);
	}

	@Test
	void givesAnEventWithoutASourceTheKeysOwn() throws Exception {
		postWith(keyOfOrders(), "[{\"type\":\"order.placed\"},{\"type\":\"order.placed\",\"source\":\"/its/own\"}]");
		post("application/json", "{\"type\":\"t\"}");
		assertThat(stream.documents()).satisfiesExactly(
				first -> assertThat(first).contains("\"source\":\"/orders\""),
				second -> assertThat(second).contains("\"source\":\"/its/own\""),
				third -> assertThat(third).contains("\"source\":\"bootstrap\""));
	}

	@Test
	void tellsWhatIsUnconfirmedAndUnderWhichIdToSendItAgain() throws Exception {
		stream.confirmsOnly(_ -> false);
		var alone = post("application/json", "{\"type\":\"t\",\"id\":\"5\"}");
		assertThat(alone.statusCode()).isEqualTo(503);
		assertThat(alone.headers().firstValue("Retry-After"))
				.hasValueSatisfying(wait -> assertThat(wait).matches("[1-3]"));
		assertThat(json(alone).get("id").asString()).isEqualTo("5");
		stream.confirmsOnly(event -> event.id().equals("1"));
		var partly = post("application/json", "[{\"type\":\"t\",\"id\":\"1\"},{\"type\":\"t\",\"id\":\"2\"}]");
		assertThat(partly.statusCode()).isEqualTo(207);
		assertThat(json(partly).get("results").get(1).get("code").asString()).isEqualTo("unconfirmed");
	}

	@Test
	void namesTheLimitAndWhatArrived() throws Exception {
		String head = "{\"type\":\"t\",\"data\":\"";
		var event = post("application/json", head + "x".repeat(1048577 - head.length() - 2) + "\"}");
		assertThat(event.statusCode()).isEqualTo(413);
		assertThat(event.body()).contains("1048577", "1048576", "event-too-large");
		var completed = post("application/json", head + "x".repeat(1048576 - head.length() - 2) + "\"}");
		assertThat(completed.statusCode()).isEqualTo(413);
		assertThat(completed.body()).contains("with its key and the attributes that are added", "1048576");
		var request = post("application/json", " ".repeat(10485761));
		assertThat(request.statusCode()).isEqualTo(413);
		assertThat(request.body()).contains("10485761", "10485760", "request-too-large");
		var count = post("application/x-ndjson", "{\"type\":\"t\"}\n".repeat(101));
		assertThat(count.statusCode()).isEqualTo(413);
		assertThat(count.body()).contains("100", "too-many-events");
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void takesBodiesInChunksAndBoundsThemToo() throws Exception {
		var taken = post("application/json", BodyPublishers.ofInputStream(
				() -> new ByteArrayInputStream("{\"type\":\"t\",\"id\":\"chunked\"}".getBytes(UTF_8))));
		assertThat(taken.statusCode()).isEqualTo(202);
		assertThat(stream.ids()).containsExactly("chunked");
		var refused = post("application/json",
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10485761])));
		assertThat(refused.statusCode()).isEqualTo(413);
	}

	@Test
	void refusesAnEncodingThatItDoesNotKnow() throws Exception {
		var answer = http.send(request("application/json").header("Content-Encoding", "br")
				.POST(BodyPublishers.ofString("{\"type\":\"t\"}"))
				.build(), BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(415);
	}

	@Test
	void takesNothingFromAClientThatHangsUpHalfWay() throws Exception {
		for (int i = 0; i < 20; i++) {
			try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				socket.getOutputStream().write("""
						POST /v1/events HTTP/1.1\r
						Host: x\r
						Content-Type: application/x-ndjson\r
						X-API-Key: %s\r
						Content-Length: 1000000\r
						\r
						{"type":"t"}
						""".formatted(TestKeys.BOOTSTRAP).getBytes(UTF_8));
			}
		}
		// 20 MB were admitted, more than fits at once: they must have been given back for this one.
		Awaitility.await()
				.until(() -> post("application/json", "{\"type\":\"t\",\"data\":\""
						+ "x".repeat(300_000) + "\"}").statusCode() == 202);
		assertThat(stream.documents()).hasSize(1);
	}

	@Test
	void givesBackWhatARefusedRequestHeld() throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThat(post("application/json", "x".repeat(9_000_000)).statusCode()).isEqualTo(400);
		}
	}

	private String keyOfOrders() {
		var key = ApiKey.random(new SecureRandom());
		keys.add(new StoredKey(key.id(), key.hash(), "orders", Set.of(Scope.EVENTS_WRITE), Optional.of("/orders"),
				List.of("order.*"), Optional.empty(), Instant.EPOCH, Optional.empty(), Optional.empty()));
		return key.text();
	}

	private HttpResponse<String> postWith(String key, String body) throws Exception {
		return http.send(request("application/json").setHeader(TestKeys.HEADER, key)
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String contentType, String body) throws Exception {
		return post(contentType, BodyPublishers.ofString(body));
	}

	private HttpResponse<String> post(String contentType, HttpRequest.BodyPublisher body) throws Exception {
		return http.send(request(contentType).POST(body).build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String contentType) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP)
				.header("Content-Type", contentType);
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}
}
