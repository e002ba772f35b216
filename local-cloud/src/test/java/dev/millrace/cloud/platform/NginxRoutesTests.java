package dev.millrace.cloud.platform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NginxRoutesTests {
	private static final Pattern LINE = Pattern.compile("\t\"~(?<expression>.*)\" (?<service>[a-z-]+);");
	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE");
	private static final List<String> PATHS = List.of("/", "/health", "/healthy", "/docs", "/docs/problems",
			"/v3/api-docs",
			"/v1/events", "/v1/eventsx", "/v1/events/a", "/v1/events/a%2Fb", "/v1/events/a/b/trace", "/V1/EVENTS",
			"/v1/webhooks/github", "/v1/webhooks", "/v1/keys", "/v1/keys/1", "/v1/dead-letters", "/v1/files/1/content");

	@Test
	void nginxSendsARequestWhereTheFrontDoorOfTheOneCommandDoes() {
		var routes = Routes.ofThePlatform();
		var lines = lines();

		for (var method : METHODS) {
			for (var path : PATHS) {
				for (var query : List.of("", "?", "?source=/v1/events/")) {
					assertThat(service(lines, method + " " + path + query)).as("%s %s%s", method, path, query)
							.isEqualTo(routes.service(method, path));
				}
			}
		}
	}

	@Test
	void eachRouteIsThere() {
		assertThat(lines()).hasSize(Declaration.of("routes").size());
	}

	/** As nginx reads a map: the first expression that is found decides. */
	private static Optional<String> service(List<Line> lines, String request) {
		return lines.stream()
				.filter(line -> line.expression().matcher(request).find())
				.map(Line::service)
				.findFirst();
	}

	private static List<Line> lines() {
		return LINE.matcher(NginxRoutes.ofThePlatform())
				.results()
				.map(line -> new Line(Pattern.compile(line.group("expression")), line.group("service")))
				.toList();
	}

	private record Line(Pattern expression, String service) {}
}
