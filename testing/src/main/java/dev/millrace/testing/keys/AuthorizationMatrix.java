package dev.millrace.testing.keys;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.millrace.web.guard.DeclaredRoutes;
import dev.millrace.web.guard.DeclaredRoutes.Route;
import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.KeyStore;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route of a service against every request that must not get in. A service extends it with all of its routes and an
 * {@link InMemoryKeyStore}, in a context that listens on a port; a new route is in it by itself.
 */
public abstract class AuthorizationMatrix {

	private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private DeclaredRoutes routes;

	@Autowired
	private KeyStore keys;

	@TestFactory
	Stream<DynamicTest> everyRouteKeepsOutWhoMayNotIn() {
		assertThat(routes.all()).anyMatch(route -> route.scope().isPresent());
		return routes.all()
				.stream()
				.flatMap(route -> route.scope()
						.map(scope -> guarded(route, scope))
						.orElseGet(() -> open(route)));
	}

	private Stream<DynamicTest> guarded(Route route, Scope scope) {
		var others = EnumSet.complementOf(EnumSet.of(scope));
		return Stream.of(test(route, "no key", 401, "missing-key"),
				test(route, "a malformed key", 401, "malformed-key", "X-API-Key", "mr_nonsense"),
				test(route, "an unknown key", 401, "invalid-key", "X-API-Key", newKey().text()),
				test(route, "a wrong secret", 401, "invalid-key", "X-API-Key", withAnotherSecret()),
				test(route, "a wrong scope", 403, "lacking-scope", "X-API-Key", kept(others, false, false)),
				test(route, "a revoked key", 401, "revoked-key", "X-API-Key", kept(ALL, true, false)),
				test(route, "an expired key", 401, "expired-key", "X-API-Key", kept(ALL, false, true)),
				test(route, "another scheme", 401, "malformed-key", "Authorization", basic()),
				DynamicTest.dynamicTest(named(route, "its scope gets in"), () -> {
					String key = kept(Set.of(scope), false, false);
					assertThat(send(route, "Authorization", "Bearer " + key).statusCode()).isNotIn(401, 403, 503);
				}));
	}

	private Stream<DynamicTest> open(Route route) {
		return Stream.of(DynamicTest.dynamicTest(named(route, "no key is asked for"), () -> {
			HttpResponse<String> answer = send(route);
			// A page may tell of the code; only a refusal has it as its own.
			assertThat(answer.statusCode() == 401 && answer.body().contains("missing-key")).as(answer.body()).isFalse();
		}));
	}

	private DynamicTest test(Route route, String who, int status, String code, String... header) {
		return DynamicTest.dynamicTest(named(route, who), () -> {
			HttpResponse<String> answer = send(route, header);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
			assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
			if (!route.method().equals("HEAD")) {
				assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
			}
			assertThat(answer.body()).doesNotContain(header.length > 0 ? header[1] : "mr_nonsense");
		});
	}

	private static String named(Route route, String who) {
		return route.method() + " " + route.path() + ": " + who;
	}

	private HttpResponse<String> send(Route route, String... header) throws Exception {
		String path = route.path().replaceAll("\\{[^/]*}", "0000000000000001").replace("/**", "/any");
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.method(route.method(), BodyPublishers.ofString("{}"))
				.header("Content-Type", "application/json");
		if (header.length > 0) {
			request.headers(header);
		}
		return http.send(request.build(), BodyHandlers.ofString());
	}

	private String withAnotherSecret() {
		String id = ApiKey.parse(kept(ALL, false, false)).orElseThrow().id();
		return "mr_" + id + newKey().text().substring("mr_".length() + id.length());
	}

	private String kept(Set<Scope> scopes, boolean revoked, boolean expired) {
		ApiKey key = newKey();
		keys.add(new StoredKey(key.id(), key.hash(), "matrix", scopes, Optional.empty(), List.of(), Optional.empty(),
				Instant.EPOCH, Optional.of(Instant.EPOCH).filter(_ -> expired),
				Optional.of(Instant.EPOCH).filter(_ -> revoked)));
		return key.text();
	}

	private static ApiKey newKey() {
		return ApiKey.random(new SecureRandom());
	}

	private static String basic() {
		return "Basic " + Base64.getEncoder().encodeToString("user:password".getBytes(StandardCharsets.UTF_8));
	}
}
