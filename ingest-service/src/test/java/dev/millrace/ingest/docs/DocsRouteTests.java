package dev.millrace.ingest.docs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.keys.InMemoryKeyStore;

import static org.assertj.core.api.Assertions.assertThat;

/** What describes the platform, asked for by somebody without a key. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
		"management.endpoint.health.group.readiness.include=readinessState"})
class DocsRouteTests {

	private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(?<path>[^\"#]+)\"");
	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(DocsRoute.class)
	static class Service {

		@Bean
		InMemoryKeyStore keys() {
			return new InMemoryKeyStore();
		}
	}

	@Test
	void theContractIsJsonWithoutAnchorsAndMergeKeys() throws Exception {
		var answer = get("/v3/api-docs");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		JsonNode contract = JsonMapper.shared().readTree(answer.body());
		assertThat(contract.at("/openapi").stringValue()).startsWith("3.1");
		assertThat(answer.body()).doesNotContain("\"<<\"");
		assertThat(contract.at("/components/responses/Unauthorized/headers").propertyNames())
				.containsExactlyInAnyOrder("X-Request-Id", "WWW-Authenticate");
	}

	/** All that the pages load comes from here, and runs under a policy that lets in nothing else. */
	@Test
	void thePagesLoadOnlyWhatIsServedHere() throws Exception {
		int loaded = 0;
		for (String page : new String[]{"/docs", "/docs/problems"}) {
			var answer = get(page);
			assertThat(answer.statusCode()).as(page).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
			assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
					.contains("default-src 'none'", "script-src 'self';");
			assertThat(answer.body()).doesNotContain("<script>", " onload=", " style=");
			for (var link : (Iterable<MatchResult>) LOADED.matcher(answer.body()).results()::iterator) {
				String path = link.group("path");
				if (!path.startsWith("https://www.rfc-editor.org/")) {
					assertThat(get(path).statusCode()).as(path).isEqualTo(200);
					loaded++;
				}
			}
		}
		assertThat(loaded).isGreaterThan(4);
	}

	@Test
	void aFileHasItsType() throws Exception {
		assertThat(get("/docs/swagger-ui-bundle.js").headers().firstValue("Content-Type").orElseThrow())
				.startsWith("text/javascript");
		assertThat(get("/docs/swagger-ui.css").headers().firstValue("Content-Type").orElseThrow())
				.startsWith("text/css");
	}

	@Test
	void aProblemLeadsToItsOwnPlace() throws Exception {
		var answer = get("/docs/nothing.js");
		assertThat(answer.statusCode()).isEqualTo(404);
		String type = JsonMapper.shared().readTree(answer.body()).get("type").stringValue();
		assertThat(type).isEqualTo("/docs/problems#unknown-page");
		assertThat(get(type.substring(0, type.indexOf('#'))).body())
				.contains("id=\"" + type.substring(type.indexOf('#') + 1) + "\"");
	}

	@Test
	void noPathLeadsOutOfTheFiles() throws Exception {
		for (String path : new String[]{"/docs/..%2Fapplication.yaml", "/docs/index.html", "/docs/%2e%2e%2fpom.xml"}) {
			assertThat(get(path).statusCode()).as(path).isIn(400, 404);
		}
	}

	private HttpResponse<String> get(String path) throws Exception {
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				BodyHandlers.ofString());
	}
}
