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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = HttpTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.server.port=0",
		"management.endpoint.health.group.readiness.include=readinessState",
		"millrace.ingest.webhooks.github.scheme=github",
		"millrace.ingest.webhooks.github.secrets=an-old-secret,It's a Secret",
		"millrace.ingest.webhooks.stripe.scheme=stripe", "millrace.ingest.webhooks.stripe.secrets=stripe-secret",
		"millrace.ingest.webhooks.stripe.source=https://stripe.com/acct_1",
		"millrace.ingest.webhooks.slack.scheme=slack", "millrace.ingest.webhooks.slack.secrets=slack-secret",
		"millrace.ingest.webhooks.sensor.scheme=token", "millrace.ingest.webhooks.sensor.secrets=0123456789abcdef",
		"millrace.ingest.webhooks.sensor.type==sensor.read"})
class WebhooksRouteTests {

	private static final String SECRET = "It's a Secret";
	private static final String PAYLOAD = "\"payload\":";

	@Autowired
	private FakeStream stream;

	@LocalServerPort
	private int port;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeEach
	void clear() {
		stream.clear();
	}

	@Test
	void takesEachRealGithubDeliveryWithoutChangingAByte() throws Exception {
		List<String> lines = Files.readAllLines(Path.of(Objects.requireNonNull(System.getProperty("millrace.root")))
				.resolve("system-tests/src/test/resources/github-webhooks.ndjson"));
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			String type = line.substring("{\"event\":\"".length(), line.indexOf("\",\"file\""));
			String payload = line.substring(line.indexOf(PAYLOAD) + PAYLOAD.length(), line.length() - 1);
			var answer = github(payload, type, "delivery-" + i, sign(SECRET, payload));
			assertThat(answer.statusCode()).as("line %d: %s", i, answer.body()).isEqualTo(202);
			assertThat(stream.documents().getLast()).contains("\"type\":\"github." + type + "\"",
					"\"id\":\"delivery-" + i + "\"", "\"source\":\"/webhooks/github\"", "\"data\":" + payload);
		}
		assertThat(stream.ids()).hasSize(172).doesNotHaveDuplicates();
	}

	@Test
	void givesTheReceiptThatEventsGet() throws Exception {
		var answer = github("{}", "ping", "d-1", sign(SECRET, "{}"));
		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).isEqualTo(
				"""
						{"accepted":1,"refused":0,"results":[{"id":"d-1","shardId":"shardId-000000000000","sequenceNumber":"491"}]}""");
	}

	@Test
	void aRetryOfADeliveryHasTheSameIdentityAndNoTime() throws Exception {
		for (int i = 0; i < 2; i++) {
			assertThat(github("{}", "ping", "d-1", sign(SECRET, "{}")).statusCode()).isEqualTo(202);
		}
		assertThat(stream.documents()).hasSize(2)
				.allSatisfy(document -> assertThat(document)
						.contains("\"id\":\"d-1\"", "\"source\":\"/webhooks/github\"", "\"partitionkey\":\"d-1\"")
						.doesNotContain("\"time\"", "generatedid"));
	}

	@Test
	void takesEitherSecret() throws Exception {
		assertThat(github("{}", "ping", "1", sign("an-old-secret", "{}")).statusCode()).isEqualTo(202);
		assertThat(github("{}", "ping", "2", sign("a third one", "{}")).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {"sha256=00", "sha256=zz", "sha1=00", "00", "sha256="})
	void keepsNothingThatIsNotSigned(String signature) throws Exception {
		var answer = github("{\"a\":1", "ping", "1", signature);
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).contains("invalid-signature").doesNotContain("sha256");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void answersEveryForgeryAlike() throws Exception {
		String none = send("github", "{}", "X-GitHub-Event", "ping", "X-GitHub-Delivery", "1").body();
		assertThat(github("{}", "ping", "1", sign("another", "{}")).body()).isEqualTo(none);
		String right = sign(SECRET, "{}");
		var twice = send("github", "{}", "X-GitHub-Event", "ping", "X-GitHub-Delivery", "1", "X-Hub-Signature-256",
				right, "X-Hub-Signature-256", right);
		assertThat(twice.statusCode()).isEqualTo(401);
		assertThat(twice.body()).isEqualTo(none);
		assertThat(stripe("{}", "stripe-secret", Duration.ofMinutes(6)).statusCode()).isEqualTo(401);
		assertThat(stripe("{}", "stripe-secret", Duration.ofMinutes(-6)).statusCode()).isEqualTo(401);
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void takesWhatStripeSends() throws Exception {
		String body = "{\n  \"id\": \"evt_1\",\n  \"type\": \"charge.succeeded\",\n  \"amount\": 1.0\n}";
		assertThat(stripe(body, "stripe-secret", Duration.ofMinutes(4)).statusCode()).isEqualTo(202);
		assertThat(stream.documents()).singleElement()
				.asString()
				.contains("\"type\":\"charge.succeeded\"",
						"\"id\":\"evt_1\"", "\"source\":\"https://stripe.com/acct_1\"", "\"data\":" + body);
	}

	@Test
	void answersSlacksChallengeOnlyWhereItIsSigned() throws Exception {
		String body = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV\"}";
		var answer = slack("application/json", body, "slack-secret");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
				type -> assertThat(type).startsWith("text/plain"));
		assertThat(answer.body()).isEqualTo("3eZbrw1aBm2rZgRNFdxV");
		assertThat(slack("application/json", body, "another-secret").statusCode()).isEqualTo(401);
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void takesSlacksEventsCommandsAndInteractions() throws Exception {
		assertThat(slack("application/json",
				"{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\"}}", "slack-secret")
				.statusCode()).isEqualTo(202);
		var command = slack("application/x-www-form-urlencoded", "command=%2Fdeploy&text=now&trigger_id=1.2",
				"slack-secret");
		assertThat(command.statusCode()).isEqualTo(200);
		assertThat(command.body()).as("a person sees it").isEmpty();
		slack("application/x-www-form-urlencoded",
				"payload=%7B%22type%22%3A%22block_actions%22%2C%22trigger_id%22%3A%223.4%22%7D", "slack-secret");
		assertThat(stream.ids()).containsExactly("Ev1", "1.2", "3.4");
		assertThat(stream.documents().get(0)).contains("\"type\":\"message\"");
		assertThat(stream.documents().get(1)).contains("\"type\":\"slash_command\"",
				"\"data\":\"command=%2Fdeploy&text=now&trigger_id=1.2\"");
		assertThat(stream.documents().get(2)).contains("\"type\":\"block_actions\"");
	}

	@Test
	void takesAGithubDeliveryThatComesAsAForm() throws Exception {
		String form = "payload=%7B%22zen%22%3A%22x%22%7D";
		var answer = send("github", form, "Content-Type", "application/x-www-form-urlencoded", "X-GitHub-Event", "ping",
				"X-GitHub-Delivery", "9", "X-Hub-Signature-256", sign(SECRET, form));
		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(stream.documents()).singleElement().asString().contains("\"data\":\"" + form + "\"");
	}

	@Test
	void takesATokenInThePath() throws Exception {
		assertThat(send("sensor/0123456789abcdef", "{\"t\":20.50}").statusCode()).isEqualTo(202);
		assertThat(stream.documents()).singleElement()
				.asString()
				.contains("\"type\":\"sensor.read\"",
						"\"data\":{\"t\":20.50}", "\"generatedid\":true");
		assertThat(send("sensor/0123456789abcdeX", "{}").statusCode()).isEqualTo(401);
		assertThat(send("sensor", "{}").statusCode()).isEqualTo(401);
	}

	@Test
	void knowsNoOtherWebhook() throws Exception {
		var answer = send("gitlab", "{}");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("unknown-webhook");
	}

	@Test
	void namesWhatASignedDeliveryLacks() throws Exception {
		var noType = send("github", "{}", "X-GitHub-Delivery", "1", "X-Hub-Signature-256", sign(SECRET, "{}"));
		assertThat(noType.statusCode()).isEqualTo(422);
		assertThat(noType.body()).contains("missing-attribute", "X-GitHub-Event");
		assertThat(stripe("{\"type\":\"x\"}", "stripe-secret", Duration.ZERO).body()).contains("missing-attribute",
				"/id");
		var broken = github("{\"a\":", "ping", "1", sign(SECRET, "{\"a\":"));
		assertThat(broken.statusCode()).isEqualTo(400);
		assertThat(broken.body()).contains("malformed-json");
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void takesADeliveryWithoutABodyAsAnEventWithoutData() throws Exception {
		assertThat(github("", "ping", "1", sign(SECRET, "")).statusCode()).isEqualTo(202);
		assertThat(stream.documents()).singleElement().asString().doesNotContain("\"data\"");
	}

	@Test
	void aBodyCannotSetAttributes() throws Exception {
		String body = "1,\"subject\":\"x\"";
		assertThat(github(body, "ping", "1", sign(SECRET, body)).statusCode()).isEqualTo(400);
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void boundsTheBody() throws Exception {
		String large = "\"" + "x".repeat(1_048_574) + "\"";
		var event = github(large, "ping", "1", sign(SECRET, large));
		assertThat(event.statusCode()).isEqualTo(413);
		assertThat(event.body()).contains("event-too-large");
		var unsigned = github(large + " ", "ping", "1", "sha256=00");
		assertThat(unsigned.statusCode()).as("whoever sends it: it is not even read").isEqualTo(413);
		assertThat(unsigned.body()).contains("request-too-large", "1048577", "1048576");
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void asksTheSenderToComeAgainWhereTheStreamDoesNotConfirm() throws Exception {
		stream.confirmsOnly(_ -> false);
		var answer = github("{}", "ping", "1", sign(SECRET, "{}"));
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void refusesAPackedBody() throws Exception {
		assertThat(send("github", "{}", "Content-Encoding", "gzip", "X-Hub-Signature-256", sign(SECRET, "{}"))
				.statusCode()).isEqualTo(415);
		assertThat(send("github", "{}", "Content-Encoding", "identity", "Content-Encoding", "gzip",
				"X-Hub-Signature-256", sign(SECRET, "{}")).statusCode()).isEqualTo(415);
	}

	@Test
	void takesNothingBehindTheNameWhereDeliveriesAreSigned() throws Exception {
		assertThat(send("github/anything", "{}", "X-GitHub-Event", "ping", "X-GitHub-Delivery", "1",
				"X-Hub-Signature-256", sign(SECRET, "{}")).statusCode()).isEqualTo(401);
		assertThat(stream.documents()).isEmpty();
	}

	private HttpResponse<String> github(String body, String type, String id, String signature) throws Exception {
		return send("github", body, "X-GitHub-Event", type, "X-GitHub-Delivery", id, "X-Hub-Signature-256", signature);
	}

	private HttpResponse<String> stripe(String body, String secret, Duration ago) throws Exception {
		String time = Long.toString(Instant.now().minus(ago).getEpochSecond());
		return send("stripe", body, "Stripe-Signature", "t=" + time + ",v1=" + hmac(secret, time + "." + body));
	}

	private HttpResponse<String> slack(String contentType, String body, String secret) throws Exception {
		String time = Long.toString(Instant.now().getEpochSecond());
		return send("slack", body, "Content-Type", contentType, "X-Slack-Request-Timestamp", time, "X-Slack-Signature",
				"v0=" + hmac(secret, "v0:" + time + ":" + body));
	}

	private HttpResponse<String> send(String webhook, String body, String... headers)
			throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/webhooks/" + webhook))
				.POST(BodyPublishers.ofString(body));
		if (!List.of(headers).contains("Content-Type")) {
			request.header("Content-Type", "application/json");
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		return http.send(request.build(), BodyHandlers.ofString());
	}

	private static String sign(String secret, String body) throws GeneralSecurityException {
		return "sha256=" + hmac(secret, body);
	}

	private static String hmac(String secret, String text) throws GeneralSecurityException {
		var mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
		return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
	}
}
