package dev.millrace.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = WebSupportTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.config.import=classpath:web-support.yaml", "management.server.port=0",
		"millrace.web.cors.allowed-origins=https://app.example.com"})
@ExtendWith(OutputCaptureExtension.class)
class GuardTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void letsAGoodKeyInByEitherHeader() throws Exception {
		assertThat(get("/things/1", "Authorization", "Bearer " + KeysOfTheTests.READER).body()).isEqualTo("1");
		assertThat(get("/things/1", "authorization", "bearer " + KeysOfTheTests.READER).body()).isEqualTo("1");
		assertThat(get("/things/1", "X-API-Key", KeysOfTheTests.READER).body()).isEqualTo("1");
	}

	/** VPC Lattice hands its caller's signature on; it is no key, and stands in no key's way. */
	@Test
	void aSignatureForTheServiceNetworkIsPassedOver() throws Exception {
		String signature = "AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/vpc-lattice-svcs/aws4_request, "
				+ "SignedHeaders=host;x-amz-date, Signature=00";

		assertThat(get("/things/1", "Authorization", signature, "X-API-Key", KeysOfTheTests.READER).body())
				.isEqualTo("1");
		assertRefused(get("/things/1", "Authorization", signature), 401, "missing-key");
	}

	@Test
	void asksForAKeyAndSaysHow() throws Exception {
		var answer = get("/things/1");
		assertRefused(answer, 401, "missing-key");
		assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"millrace\"");
		assertThat(answer.body()).contains("Authorization: Bearer", "X-API-Key");
	}

	@ParameterizedTest
	@ValueSource(strings = {"/things/1", "/nowhere", "/", "/error/x", "/health/x", "/healthy", "/livez/../things/1",
			"/v3/api-docsx"})
	void nothingButWhatIsPublicIsAnsweredWithoutAKey(String path) throws Exception {
		assertRefused(get(path), 401, "missing-key");
	}

	/** Whatever the filter makes of a path, the handler that is chosen in the end asks for its scope. */
	@ParameterizedTest
	@ValueSource(strings = {"/v1/webhooks/../../things/1", "/docs/..;/things/1", "/v3/api-docs/%2e%2e/%2e%2e/things/1"})
	void noWayOfWritingAPathLeadsAroundIt(String path) throws Exception {
		assertThat(get(path).statusCode()).isIn(400, 401, 404);
		assertThat(get(path).body()).isNotEqualTo("1");
	}

	@Test
	void refusesBadKeysEachWithItsWord() throws Exception {
		assertRefused(get("/things/1", "X-API-Key", "mr_secret"), 401, "malformed-key");
		assertRefused(get("/things/1", "Authorization", "Basic dXNlcjpzZWNyZXQ="), 401, "malformed-key");
		assertRefused(get("/things/1", "X-API-Key", KeysOfTheTests.UNKNOWN), 401, "invalid-key");
		assertRefused(get("/things/1", "X-API-Key", KeysOfTheTests.READER.replaceAll(".$", "0")), 401, "invalid-key");
		assertRefused(get("/things/1", "X-API-Key", KeysOfTheTests.REVOKED), 401, "revoked-key");
		assertRefused(get("/things/1", "X-API-Key", KeysOfTheTests.EXPIRED), 401, "expired-key");
		assertRefused(get("/things/1", "X-API-Key", KeysOfTheTests.READER, "Authorization",
				"Bearer " + KeysOfTheTests.WRITER), 401, "malformed-key");
		assertThat(get("/things/1", "X-API-Key", KeysOfTheTests.UNKNOWN).headers().firstValue("WWW-Authenticate"))
				.contains("Bearer realm=\"millrace\", error=\"invalid_token\"");
	}

	@Test
	void namesTheScopeThatAKeyLacks() throws Exception {
		var answer = get("/things/1", "X-API-Key", KeysOfTheTests.WRITER);
		assertRefused(answer, 403, "lacking-scope");
		assertThat(answer.body()).contains("\"scope\":\"events:read\"");
		assertThat(answer.headers().firstValue("WWW-Authenticate"))
				.hasValueSatisfying(value -> assertThat(value).contains("insufficient_scope", "events:read"));
	}

	@Test
	void opensNoDoorWhileTheTableIsAway() throws Exception {
		var answer = get("/things/1", "X-API-Key", KeysOfTheTests.AWAY);
		assertRefused(answer, 503, "keys-unavailable");
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(answer.body()).doesNotContain("internals");
	}

	@Test
	void tellsHowMuchAKeyMayAskAndRefusesMore() throws Exception {
		var first = get("/things/1", "X-API-Key", KeysOfTheTests.SLOW);
		assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=2;w=2");
		assertThat(first.headers().firstValue("RateLimit"))
				.hasValueSatisfying(value -> assertThat(value).matches("\"key\";r=1;t=\\d+"));
		var refused = Awaitility.await()
				.until(() -> get("/things/1", "X-API-Key", KeysOfTheTests.SLOW),
						answer -> answer.statusCode() != 200);
		assertRefused(refused, 429, "rate-limited");
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(refused.headers().firstValue("RateLimit")).contains("\"key\";r=0;t=1");
	}

	@Test
	void logsTheIdOfAKeyAndNeverAKey(CapturedOutput output) throws Exception {
		get("/things/logged", "X-API-Key", KeysOfTheTests.READER);
		get("/things/logged", "Authorization", "Bearer " + KeysOfTheTests.UNKNOWN);
		get("/things/logged", "X-API-Key", "mr_secret_of_someone");
		get("/things/logged", "X-API-Key", KeysOfTheTests.AWAY);
		Awaitility.await()
				.untilAsserted(() -> assertThat(output.getOut().lines().filter(line -> line.contains("/things/logged")))
						.hasSize(4));
		assertThat(output.getOut()).contains("\"key\":\"" + KeysOfTheTests.id(KeysOfTheTests.READER) + "\"");
		assertThat(output.getAll()).doesNotContain("1".repeat(20), "6".repeat(20), "7".repeat(20), "secret_of_someone");
	}

	@Test
	void answersABrowserOfAnOriginThatIsAllowed() throws Exception {
		var preflight = preflight("https://app.example.com");
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
				.hasValueSatisfying(value -> assertThat(value).contains("x-api-key"));
		var answer = get("/things/1", "X-API-Key", KeysOfTheTests.READER, "Origin", "https://app.example.com");
		assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
				.hasValueSatisfying(value -> assertThat(value).contains("RateLimit", "X-Request-Id"));
	}

	@Test
	void refusesABrowserOfAnotherOriginAsAllElseIsRefused() throws Exception {
		assertRefused(preflight("https://evil.example.com"), 403, "foreign-origin");
		assertRefused(get("/things/1", "X-API-Key", KeysOfTheTests.READER, "Origin", "https://evil.example.com"), 403,
				"foreign-origin");
	}

	private HttpResponse<String> preflight(String origin) throws Exception {
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/things/1"))
				.method("OPTIONS", BodyPublishers.noBody())
				.header("Origin", origin)
				.header("Access-Control-Request-Method", "GET")
				.header("Access-Control-Request-Headers", "x-api-key")
				.build(), BodyHandlers.ofString());
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "/docs/problems#" + code);
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return http.send(request.build(), BodyHandlers.ofString());
	}
}
