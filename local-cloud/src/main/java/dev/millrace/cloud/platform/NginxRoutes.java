package dev.millrace.cloud.platform;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * The routes (platform/routes.json) as nginx reads them: a map from method and undecoded path to the service, empty where
 * no route matches. nginx tries regular expressions in the order in which they stand, so that here too the first decides.
 */
public final class NginxRoutes {
	private NginxRoutes() {}

	public static String ofThePlatform() {
		var lines = Declaration.of("routes").valueStream().map(NginxRoutes::line).collect(Collectors.joining());
		return """
				map "$request_method $request_uri" $service {
					default "";
				%s}
				""".formatted(lines);
	}

	private static String line(JsonNode route) {
		return "\t\"~%s\" %s;%n".formatted(
				"^(?:%s) (?:%s)(?:[?]|$)".formatted(words(route, "methods").collect(Collectors.joining("|")),
						words(route, "paths").map(NginxRoutes::expression).collect(Collectors.joining("|"))),
				route.get("service").stringValue());
	}

	private static Stream<String> words(JsonNode route, String field) {
		return route.get(field).valueStream().map(JsonNode::stringValue);
	}

	/** A query begins at the first question mark, and belongs to no path. */
	private static String expression(String path) {
		return path.replaceAll("[.+()|{}$\\[]", "[$0]").replace("?", "[^?]").replace("*", "[^?]*");
	}
}
