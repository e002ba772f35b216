package dev.millrace.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.KeyLookup;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.config.import=classpath:web-support.yaml", "management.server.port=0"})
@ExtendWith(OutputCaptureExtension.class)
class WebSupportTests {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Routes.class)
	static class Service {

		@Bean
		KeyLookup keys() {
			return new KeysOfTheTests();
		}
	}

	@RestController
	@RequiresScope(Scope.EVENTS_READ)
	static class Routes {

		@GetMapping("/refused")
		String refused() {
			throw Refusal.of(HttpStatus.CONFLICT, "two-sources", "Two hold it.",
					Map.of("sources", new String[]{"a", "b"}));
		}

		@GetMapping("/busy")
		CompletableFuture<String> busy() {
			return CompletableFuture.failedFuture(
					Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Later.", Duration.ofMillis(1200)));
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("secret of the inside");
		}

		@GetMapping("/things/{id}")
		String thing(@PathVariable String id) {
			return id;
		}
	}

	@LocalServerPort
	private int port;

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void letsInAsManyClientsAsItsHeapBears(@Autowired ServletWebServerApplicationContext context) {
		assertThat(context.getWebServer()).isInstanceOfSatisfying(TomcatWebServer.class,
				server -> assertThat(server.getTomcat().getConnector().getProperty("maxConnections"))
						.hasToString(String.valueOf(Connections.in(Runtime.getRuntime().maxMemory()))));
	}

	@Test
	void answersARefusalAsAProblem() throws Exception {
		var answer = get("/refused");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.body()).contains("\"type\":\"/docs/problems#two-sources\"", "\"status\":409",
				"\"detail\":\"Two hold it.\"", "\"code\":\"two-sources\"", "\"sources\":[\"a\",\"b\"]");
	}

	@Test
	void tellsWhenToComeAgainInWholeSeconds() throws Exception {
		var answer = get("/busy");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).contains("2");
	}

	@Test
	void showsNothingOfTheInsideWhenARequestFails(CapturedOutput output) throws Exception {
		var answer = get("/broken");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).contains("internal-error").doesNotContain("secret", "Exception", "dev.millrace");
		assertThat(output).contains("secret of the inside");
	}

	@Test
	void answersUnknownPathsAndMethodsInTheSameShape() throws Exception {
		assertThat(get("/nowhere").body()).contains("\"code\":\"not-found\"", "\"status\":404");
		var post = http.send(request("/refused").POST(HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(post.statusCode()).isEqualTo(405);
		assertThat(post.body()).contains("\"code\":\"method-not-allowed\"");
	}

	@Test
	void answersNoBrowsersQuestionUnlessItIsSetTo() throws Exception {
		var preflight = http.send(request("/things/1").method("OPTIONS", HttpRequest.BodyPublishers.noBody())
				.header("Origin", "https://app.example.com")
				.header("Access-Control-Request-Method", "GET")
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
		var answer = http.send(request("/things/1").header("Origin", "https://app.example.com").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
	}

	@Test
	void tellsItsHealthWithoutDetails() throws Exception {
		for (String path : new String[]{"/livez", "/readyz", "/health"}) {
			assertThat(get(path).statusCode()).as(path).isEqualTo(200);
			assertThat(get(path).body()).as(path).contains("\"status\":\"UP\"").doesNotContain("components");
		}
	}

	@Test
	void keepsAnEncodedSlashInsideItsSegment() throws Exception {
		assertThat(get("/things/a%2Fb%20%25c").body()).isEqualTo("a/b %c");
	}

	@Test
	void logsNoWebhooksToken(CapturedOutput output) throws Exception {
		http.send(request("/v1/webhooks/sensor/hush-hush").header("X-Request-Id", "my-id-2").build(),
				HttpResponse.BodyHandlers.ofString());
		Awaitility.await()
				.untilAsserted(() -> assertThat(output.getOut().lines().filter(line -> line.contains("my-id-2")))
						.singleElement()
						.asString()
						.contains("\"path\":\"/v1/webhooks/sensor/***\"")
						.doesNotContain("hush"));
	}

	@Test
	void logsOneJsonLineARequestWithTheClientsIdAndNoQuery(CapturedOutput output) throws Exception {
		var answer = http.send(request("/things/1?secret=1").header("X-Request-Id", "my-id-1").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.headers().firstValue("X-Request-Id")).contains("my-id-1");
		// The line is written when the answer is done, which the client may see first.
		Awaitility.await()
				.untilAsserted(() -> assertThat(output.getOut().lines().filter(line -> line.contains("my-id-1")))
						.singleElement()
						.asString()
						.startsWith("{")
						.contains("\"path\":\"/things/1\"", "\"status\":200")
						.doesNotContain("secret"));
	}

	@Test
	void makesARequestIdWhereTheClientsIsNoPlainWord() throws Exception {
		var answer = http.send(request("/health").header("X-Request-Id", "a \"b\"").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.headers().firstValue("X-Request-Id"))
				.hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{24}"));
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header("X-API-Key", KeysOfTheTests.READER);
	}
}
