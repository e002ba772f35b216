package dev.millrace.infra.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the platform is made of in every environment: {@code platform/resources.json} and {@code platform/routes.json}, with
 * what only AWS has so far ({@code platform/planned.json}) behind it. Where both declare a resource or the routes of a service,
 * {@code resources.json} and {@code routes.json} decide.
 */
public record Declarations(Map<String, JsonNode> tables, Map<String, JsonNode> queues, JsonNode stream,
		List<Route> routes) {

	/** Methods and path patterns that lead to a service, as the load balancer writes them. */
	public record Route(List<String> methods, List<String> paths, String service) {}

	static Declarations ofThePlatform() {
		JsonNode resources = read("resources");
		JsonNode planned = read("planned");
		var tables = named(planned, "CreateTable", "TableName");
		tables.putAll(named(resources, "CreateTable", "TableName"));
		var queues = named(resources, "CreateQueue", "QueueName");
		JsonNode stream = named(resources, "CreateStream", "StreamName").values().iterator().next();
		return new Declarations(tables, queues, stream, routes(read("routes"), planned));
	}

	/** What is declared of a table. */
	public JsonNode table(String word) {
		var table = tables.get(word);
		if (table == null) {
			throw new IllegalArgumentException("No table '%s' is declared".formatted(word));
		}
		return table;
	}

	/** The word in the middle of {@code millrace-WORD}. */
	public static String word(String name) {
		return name.startsWith(Names.PROJECT + "-") ? name.substring(Names.PROJECT.length() + 1) : name;
	}

	private static Map<String, JsonNode> named(JsonNode declared, String call, String name) {
		var found = new LinkedHashMap<String, JsonNode>();
		for (JsonNode resource : declared.get("resources")) {
			if (resource.get("call").stringValue().endsWith("." + call)) {
				JsonNode parameters = resource.get("with");
				found.put(word(parameters.get(name).stringValue()), parameters);
			}
		}
		return found;
	}

	private static List<Route> routes(JsonNode declared, JsonNode planned) {
		var routes = new ArrayList<Route>();
		declared.get("routes").forEach(route -> routes.add(route(route)));
		Set<String> known = Set.copyOf(routes.stream().map(Route::service).toList());
		planned.get("routes").forEach(route -> {
			if (!known.contains(route.get("service").stringValue())) {
				routes.add(route(route));
			}
		});
		return List.copyOf(routes);
	}

	private static Route route(JsonNode route) {
		return new Route(texts(route.get("methods")), texts(route.get("paths")), route.get("service").stringValue());
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::stringValue).toList();
	}

	private static JsonNode read(String name) {
		String resource = "/platform/" + name + ".json";
		try (InputStream in = Declarations.class.getResourceAsStream(resource)) {
			if (in == null) {
				throw new IllegalStateException("The jar lacks " + resource);
			}
			return JsonMapper.shared().readTree(in);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
