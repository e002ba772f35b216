package dev.millrace.system.docs;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.docs.Contract.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

/** The contract against the platform, both ways: all that is answered is declared, and all that is declared is answered. */
class OpenApiIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private static final JsonMapper JSON = JsonMapper.shared();
	/** Statuses that no request provokes while all goes well. */
	private static final Map<String, String> NOT_TRIED = Map.of("408",
			"takes as long as a slow client may; SlowClientsTests",
			"500", "a fault of the service's own", "503", "needs AWS to fail; the services' own tests stop it");
	/** Refused only where a path is no HTTP, and the front door lets none of them through; BadInputTests try the services. */
	private static final Set<String> ANSWERS_NOT_TRIED = Set.of("GET /v1/keys/{id} 400", "DELETE /v1/keys/{id} 400",
			"GET /docs/{file} 400", "GET /v1/files/{id} 400", "DELETE /v1/files/{id} 400",
			"GET /v1/files/{id}/upload 400",
			"POST /v1/files/{id}/upload/complete 400", "POST /v1/files/{id}/redrive 400",
			"GET /v1/files/{id}/content 400",
			"GET /v1/files/{id}/derivatives/{name} 400", "POST /v1/files/{id}/redrive 202",
			// By a setting that this platform has not; StreamedContentIT of file-service.
			"GET /v1/files/{id}/content 200", "GET /v1/files/{id}/content 206", "GET /v1/files/{id}/content 416",
			"GET /v1/files/{id}/derivatives/{name} 200", "GET /v1/files/{id}/derivatives/{name} 206",
			"GET /v1/files/{id}/derivatives/{name} 416");
	/** The same for codes. */
	private static final Map<String, String> CODES_NOT_TRIED = Map.of("invalid-http",
			"the front door lets no such path through; BadInputTests", "expired-key", "takes the key's time; KeysIT",
			"incomplete-request", "needs a client that breaks HTTP; SlowClientsTests", "invalid-uri",
			"this test's client writes no such path; FrontDoorTests", "range-not-satisfiable",
			"by a setting that this platform has not; StreamedContentIT");

	private final Contract contract = new Contract(JSON.readTree(sent("GET", "/v3/api-docs", "").body()));

	@Test
	void everyAnswerIsAsTheContractSays() {
		var known = sent("GET", "/docs/problems", "").body();
		var answered = new TreeSet<String>();
		var codes = new TreeSet<String>();
		var all = new ArrayList<>(tries().all());
		all.addAll(fileTries().all());
		all.addAll(replayTries().all());
		assertAll(all.stream().map(one -> () -> {
			var answer = send(one);
			assertThat(answer.statusCode()).as("%s: %s", one, answer.body()).isEqualTo(one.status());
			contract.accepts(one.operation(), answer);
			answered.add(one.operation() + " " + one.status());
			if (!one.code().isEmpty()) {
				assertThat(answer.body()).as(one.toString()).contains("\"code\":\"" + one.code() + "\"");
				assertThat(known).contains("id=\"" + one.code() + "\"");
				codes.add(one.code());
			}
		}));
		limited((operation, answer) -> {
			contract.accepts(operation, answer);
			answered.add(operation + " 429");
			codes.add("rate-limited");
		});
		assertThat(declared()).as("declared and never answered").isSubsetOf(answered);
		assertThat(declaredCodes()).as("declared and never answered").isSubsetOf(codes);
	}

	@Test
	void everyExampleIsAccepted() {
		String key = platform.key();
		int[] sent = {0};
		for (Operation operation : contract.operations()) {
			contract.operation(operation)
					.at("/requestBody/content")
					.properties()
					.forEach(content -> content.getValue().path("examples").forEach(example -> {
						JsonNode value = example.get("value");
						var answer = send(Try
								.of(operation.toString(), operation.path().replace("{name}", "order"), 0, "")
								.key(key)
								.body(content.getKey(), value.isString() ? value.stringValue() : value.toString()));
						assertThat(answer.statusCode()).as("%s %s: %s", operation, value, answer.body())
								.isIn(200, 201, 202);
						contract.accepts(operation, answer);
						sent[0]++;
					}));
		}
		assertThat(sent[0]).isGreaterThan(5);
		contract.answers()
				.forEach((name, at) -> contract.document()
						.at(at + "/content")
						.properties()
						.forEach(content -> content.getValue()
								.path("examples")
								.forEach(example -> contract.valid(name,
										at + "/content/" + content.getKey().replace("/", "~1") + "/schema",
										example.get("value")))));
	}

	/** A route that serves nobody, and an operation that no route leads to, would both be lies. */
	@Test
	void everyRouteIsInTheContract() {
		var operations = new TreeSet<String>();
		contract.operations().forEach(operation -> operations.add(operation.toString()));
		assertThat(Handlers.all()).isEqualTo(operations);
	}

	private Set<String> declared() {
		var declared = new TreeSet<>(contract.answers().keySet());
		declared.removeIf(name -> NOT_TRIED.containsKey(name.substring(name.length() - 3)));
		declared.removeAll(ANSWERS_NOT_TRIED);
		return declared;
	}

	private Set<String> declaredCodes() {
		var declared = new TreeSet<String>();
		contract.answers().forEach((name, at) -> {
			if (!NOT_TRIED.containsKey(name.substring(name.length() - 3))) {
				declared.addAll(contract.codes(at));
			}
		});
		declared.removeAll(CODES_NOT_TRIED.keySet());
		return declared;
	}

	/** Each operation that has a limit, with a key that may ask once a second. */
	private void limited(BiConsumer<Operation, HttpResponse<String>> refused) {
		String slow = make(
				"""
						{"name":"slow","scopes":["events:read","events:write","admin"],"rateLimit":{"perSecond":1,"burst":1}}""")
				.get("key")
				.stringValue();
		for (Operation operation : contract.operations()) {
			if (contract.operation(operation).at("/responses/429").isObject()) {
				var one = Try.of(operation.toString(), operation.path().replaceAll("\\{\\w+}", "none"), 429, "")
						.key(slow);
				refused.accept(operation,
						Awaitility.await(one.toString()).until(() -> send(one), answer -> answer.statusCode() == 429));
			}
		}
	}

	private Tries tries() {
		String admin = platform.key();
		for (String source : List.of("/a", "/b")) {
			assertThat(sent("POST", "/v1/events", "{\"type\":\"t\",\"id\":\"twice\",\"source\":\"" + source + "\"}")
					.statusCode()).isEqualTo(202);
		}
		Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> sent("GET", "/v1/events/twice", "").statusCode() == 409);
		JsonNode revoked = make("{\"name\":\"r\",\"scopes\":[\"events:read\"]}");
		sent("DELETE", "/v1/keys/" + revoked.get("id").stringValue(), "");
		return new Tries(admin, make("{\"name\":\"w\",\"scopes\":[\"files:read\"]}").get("key").stringValue(),
				make("{\"name\":\"n\",\"scopes\":[\"events:write\"],\"types\":[\"order.placed\"]}").get("key")
						.stringValue(),
				revoked.get("key").stringValue(),
				make("{\"name\":\"s\",\"scopes\":[\"files:read\"]}").get("id").stringValue(), letter());
	}

	/** Of a record that somebody else put into the stream. */
	private static String letter() {
		try (var kinesis = platform.kinesis()) {
			kinesis.putRecord(put -> put.streamName("millrace-events")
					.partitionKey("k")
					.data(SdkBytes.fromUtf8String("no event")));
		}
		return Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> JSON.readTree(sent("GET", "/v1/dead-letters", "").body())
						.at("/deadLetters/0/id")
						.asString(),
						id -> !id.isEmpty());
	}

	private FileTries fileTries() {
		String weak = make("{\"name\":\"f\",\"scopes\":[\"events:read\"]}").get("key").stringValue();
		JsonNode revoked = make("{\"name\":\"g\",\"scopes\":[\"files:read\"]}");
		sent("DELETE", "/v1/keys/" + revoked.get("id").stringValue(), "");
		JsonNode slip = JSON.readTree(
				sent("POST", "/v1/files", "{\"name\":\"a\",\"contentType\":\"text/plain\",\"size\":1}").body());
		String form = """
				--b\r
				Content-Disposition: form-data; name="file"; filename="a.txt"\r
				Content-Type: text/plain\r
				\r
				Some words in plain English.\r
				--b--\r
				""";
		JsonNode sent = JSON.readTree(send(Try.of("POST /v1/files", "", 0, "")
				.key(platform.key())
				.body("multipart/form-data; boundary=b", form)).body());
		String id = sent.get("id").stringValue();
		JsonNode processed = Awaitility.await(id)
				.atMost(Duration.ofSeconds(60))
				.until(() -> JSON.readTree(sent("GET", "/v1/files/" + id, "").body()),
						file -> file.path("status").asString("").equals("processed"));
		return new FileTries(platform.key(), weak, revoked.get("key").stringValue(), slip.get("id").stringValue(), id,
				processed.path("derivatives").path(0).path("name").asString("none"));
	}

	/** Those of this class, and those that another has left. */
	@AfterEach
	void cancelReplays() {
		JSON.readTree(sent("GET", "/v1/replays", "").body())
				.get("replays")
				.forEach(replay -> sent("DELETE", "/v1/replays/" + replay.get("id").stringValue(), ""));
	}

	/** Three records lie in two shards by now, so that one at least is read twice, and a minute between. */
	private ReplayTries replayTries() {
		cancelReplays();
		String weak = make("{\"name\":\"h\",\"scopes\":[\"events:read\"]}").get("key").stringValue();
		JsonNode revoked = make("{\"name\":\"i\",\"scopes\":[\"admin\"]}");
		sent("DELETE", "/v1/keys/" + revoked.get("id").stringValue(), "");
		String plan = "{\"from\":\"%s\"}".formatted(Instant.now().minus(Duration.ofHours(1)));
		return new ReplayTries(platform.key(), weak, revoked.get("key").stringValue(),
				JSON.readTree(sent("POST", "/v1/replays", plan).body()).get("id").stringValue());
	}

	private static JsonNode make(String key) {
		return JSON.readTree(sent("POST", "/v1/keys", key).body());
	}

	private static HttpResponse<String> sent(String method, String path, String body) {
		return send(Try.of(method + " " + path, "", 0, "").key(platform.key()).json(body));
	}

	private static HttpResponse<String> send(Try one) {
		try {
			return platform.http().send(one.request(platform.frontDoor()), BodyHandlers.ofString());
		} catch (IOException e) {
			throw new AssertionError(one.toString(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}
}
