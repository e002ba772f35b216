package dev.millrace.system.path;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.millrace.system.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys as their owners meet them: made, used, seen in lists, and revoked in every service. */
class KeysIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Client admin = new Client(platform);

	@Test
	void aKeyIsShownOnceAndWorksInEveryServiceUntilItIsRevoked() {
		var made = make("{\"name\":\"shop\",\"scopes\":[\"events:write\",\"events:read\"]}");
		var client = admin.with(made.get("key").stringValue());
		assertThat(client.post("application/json", "{\"type\":\"t\",\"id\":\"by-shop\"}").statusCode()).isEqualTo(202);
		awaitStored(client, "by-shop", "shop");

		var shown = admin.get("/v1/keys/" + id(made));
		assertThat(shown.body()).contains("\"name\":\"shop\"", "\"status\":\"active\"")
				.doesNotContain(made.get("key").stringValue(), "hash");

		assertThat(admin.delete("/v1/keys/" + id(made)).statusCode()).isEqualTo(204);
		assertCode(client.post("application/json", "{\"type\":\"t\"}"), 401, "revoked-key");
		Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertCode(client.get("/v1/events"), 401, "revoked-key"));
		assertThat(admin.get("/v1/keys/" + id(made)).body()).contains("\"status\":\"revoked\"", "revokedAt");
		assertThat(admin.delete("/v1/keys/" + id(made)).statusCode()).as("again").isEqualTo(204);
	}

	@Test
	void aKeySendsOnlyItsTypesAndFromItsSource() {
		var client = admin.with(make("""
				{"name":"narrow","scopes":["events:write"],"types":["order.*"],"defaultSource":"/narrow"}""").get("key")
				.stringValue());
		var answer = client.post("application/json",
				"[{\"type\":\"order.placed\",\"id\":\"n1\"},{\"type\":\"user.created\"}]");
		assertThat(answer.statusCode()).isEqualTo(207);
		assertThat(Client.json(answer).get("results").get(1).get("code").stringValue()).isEqualTo("type-not-allowed");
		assertThat(Client.json(answer).get("results").get(1).get("status").intValue()).isEqualTo(403);
		awaitStored(admin, "n1", "/narrow");
		assertCode(client.post("application/json", "{\"type\":\"user.created\"}"), 403, "type-not-allowed");
		assertCode(client.get("/v1/events"), 403, "lacking-scope");
	}

	@Test
	void aKeyOfItsOwnLimitIsToldToWait() {
		var client = admin.with(make("""
				{"name":"slow","scopes":["events:read"],"rateLimit":{"perSecond":1,"burst":2}}""").get("key")
				.stringValue());
		assertThat(client.get("/v1/events?limit=1").headers().firstValue("RateLimit-Policy"))
				.contains("\"key\";q=2;w=2");
		var refused = Awaitility.await()
				.until(() -> client.get("/v1/events?limit=1"), answer -> answer.statusCode() != 200);
		assertCode(refused, 429, "rate-limited");
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
	}

	@Test
	void aKeyEndsWithItsTime() {
		var made = make("{\"name\":\"brief\",\"scopes\":[\"events:read\"],\"expiresAt\":\"%s\"}"
				.formatted(Instant.now().plusSeconds(3)));
		var client = admin.with(made.get("key").stringValue());
		Awaitility.await().untilAsserted(() -> assertCode(client.get("/v1/events"), 401, "expired-key"));
	}

	@Test
	void aListOfKeysIsWalkedPageByPage() {
		Set<String> made = new HashSet<>();
		for (int i = 0; i < 7; i++) {
			made.add(id(make("{\"name\":\"listed\",\"scopes\":[\"files:read\"]}")));
		}
		Set<String> seen = new HashSet<>();
		String next = "/v1/keys?limit=3";
		while (!next.isEmpty()) {
			JsonNode page = Client.json(admin.get(next));
			assertThat(page.get("keys").size()).isBetween(1, 3);
			page.get("keys").forEach(key -> assertThat(seen.add(id(key))).as("once").isTrue());
			next = page.has("cursor") ? "/v1/keys?limit=3&cursor=" + page.get("cursor").stringValue() : "";
		}
		assertThat(seen).containsAll(made);
		assertCode(admin.get("/v1/keys?cursor=made-up"), 400, "invalid-parameter");
		assertCode(admin.get("/v1/keys?limit=0"), 400, "invalid-parameter");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {"nonsense | 400 | malformed-json | one JSON object",
			"[] | 400 | malformed-json | one JSON object",
			"{\"name\":\"a\",\"name\":\"b\",\"scopes\":[\"admin\"]} | 400 | malformed-json | once",
			"{\"scopes\":[\"admin\"]} | 422 | invalid-member | /name is missing",
			"{\"name\":\"a b\",\"scopes\":[\"admin\"]} | 422 | invalid-member | /name must have",
			"{\"name\":\"a\"} | 422 | invalid-member | /scopes must name at least one of events:write",
			"{\"name\":\"a\",\"scopes\":[\"admin\",\"event:write\"]} | 422 | invalid-member | /scopes/1 names the scope 'event:write'",
			"{\"name\":\"a\",\"scopes\":[7]} | 422 | invalid-member | /scopes/0 must be a string",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"scope\":1} | 422 | invalid-member | /scope is not known here",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"types\":[\"a*b\"]} | 422 | invalid-member | /types/0 must be",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"defaultSource\":\"a b\"} | 422 | invalid-member | /defaultSource must be",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"defaultSource\":\"/caf\\u00e9\"} | 422 | invalid-member | /defaultSource must be",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"expiresAt\":\"soon\"} | 422 | invalid-member | /expiresAt must be",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"} | 422 | invalid-member | lies in the past",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"rateLimit\":{\"burst\":1}} | 422 | invalid-member | /rateLimit/perSecond is missing",
			"{\"name\":\"a\",\"scopes\":[\"admin\"],\"rateLimit\":{\"burst\":0,\"perSecond\":1}} | 422 | invalid-member | from 1 to 1000000"})
	void whatIsWrongWithAKeyIsNamed(String body, int status, String code, String detail) {
		var answer = admin.post("/v1/keys", "application/json", body);
		assertCode(answer, status, code);
		assertThat(answer.body()).contains(detail);
	}

	@Test
	void refusesWhatIsNoRequestForAKey() {
		assertCode(admin.post("/v1/keys", "text/plain", "{}"), 415, "unsupported-media-type");
		assertCode(admin.post("/v1/keys", "application/json", " ".repeat(70_000)), 413, "request-too-large");
		assertCode(admin.get("/v1/keys/0123456789abcdef"), 404, "unknown-key");
		assertCode(admin.get("/v1/keys/what"), 404, "unknown-key");
		assertCode(admin.delete("/v1/keys/0123456789abcdef"), 404, "unknown-key");
		assertCode(admin.delete("/v1/keys/" + platform.key().substring(3, 19)), 409, "bootstrap-key");
		var reader = admin.with(make("{\"name\":\"r\",\"scopes\":[\"events:read\"]}").get("key").stringValue());
		for (var answer : List.of(reader.get("/v1/keys"), reader.delete("/v1/keys/0123456789abcdef"))) {
			assertCode(answer, 403, "lacking-scope");
		}
	}

	private JsonNode make(String body) {
		var answer = admin.post("/v1/keys", "application/json", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		JsonNode made = Client.json(answer);
		assertThat(answer.headers().firstValue("Location")).contains("/v1/keys/" + id(made));
		return made;
	}

	private static String id(JsonNode key) {
		return key.get("id").stringValue();
	}

	private static void awaitStored(Client client, String id, String source) {
		Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(client.event(id, source).body())
						.contains("\"source\":\"" + source + "\""));
	}

	private static void assertCode(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
	}
}
