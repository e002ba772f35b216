package dev.millrace.infra.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platform is made of in every environment: {@code platform/resources.json} and {@code platform/routes.json}. */
public record Declarations(Map<String, JsonNode> tables, Map<String, JsonNode> queues, JsonNode stream,
		List<Route> routes) {

	/** Methods and path patterns that lead to a service, as the load balancer writes them. */
	public record Route(List<String> methods, List<String> paths, String service) {}

	static Declarations ofThePlatform() {
		JsonNode resources = read("resources");
		JsonNode stream = named(resources, "CreateStream", "StreamName").values().iterator().next();
		return new Declarations(named(resources, "CreateTable", "TableName"),
				named(resources, "CreateQueue", "QueueName"), stream, routes(read("routes")));
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

	private static List<Route> routes(JsonNode declared) {
		return declared.get("routes").valueStream().map(Declarations::route).toList();
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
