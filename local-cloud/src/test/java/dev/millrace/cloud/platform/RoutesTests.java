package dev.millrace.cloud.platform;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RoutesTests {
	@Test
	void thePlatformsRoutesTellReadingFromWriting() {
		var routes = Routes.ofThePlatform();

		assertThat(routes.service("POST", "/v1/events")).contains("ingest-service");
		assertThat(routes.service("POST", "/v1/events/order.placed")).contains("ingest-service");
		assertThat(routes.service("GET", "/v1/events/a%2Fb")).contains("processor-service");
		assertThat(routes.service("GET", "/health")).contains("ingest-service");
	}

	@Test
	void whatNoRouteNamesGoesNowhere() {
		var routes = Routes.ofThePlatform();

		assertThat(routes.service("GET", "/")).isEmpty();
		assertThat(routes.service("TRACE", "/v1/events")).isEmpty();
		assertThat(routes.service("GET", "/V1/EVENTS")).isEmpty();
		assertThat(routes.service("GET", "/v1/eventsx")).isEmpty();
	}

	@Test
	void patternsAreALoadBalancersAndNothingElseInThemIsSpecial() {
		var route = route("/a.b/?/*/z");

		assertThat(route.matches("GET", "/a.b/1/2/3/z")).isTrue();
		assertThat(route.matches("GET", "/a.b/1//z")).isTrue();
		assertThat(route.matches("GET", "/axb/1/2/z")).isFalse();
		assertThat(route.matches("GET", "/a.b/12/3/z")).isFalse();
	}

	private static Route route(String path) {
		return Route.of(JsonMapper.shared()
				.readTree("{\"methods\": [\"GET\"], \"paths\": [\"" + path + "\"], \"service\": \"s\"}"));
	}
}
