package dev.millrace.cloud.platform;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * Requests with one of these methods and a path of one of these patterns go to this service. Patterns are a load
 * balancer's: {@code *} is any run of characters, slashes too, and {@code ?} any one; paths are compared as they came,
 * not decoded, with upper and lower case told apart.
 */
record Route(Set<String> methods, List<Pattern> paths, String service) {
	static Route of(JsonNode declared) {
		return new Route(
				declared.get("methods")
						.valueStream()
						.map(JsonNode::stringValue)
						.collect(Collectors.toUnmodifiableSet()),
				declared.get("paths").valueStream().map(path -> pattern(path.stringValue())).toList(),
				declared.get("service").stringValue());
	}

	boolean matches(String method, String path) {
		return methods.contains(method) && paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
	}

	private static Pattern pattern(String path) {
		return Pattern.compile("\\Q" + path.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E", Pattern.DOTALL);
	}
}
