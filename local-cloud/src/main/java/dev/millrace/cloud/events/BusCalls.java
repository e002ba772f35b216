package dev.millrace.cloud.events;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The calls that make, show and remove buses. */
final class BusCalls {
	private final Buses buses;

	BusCalls(Buses buses) {
		this.buses = buses;
	}

	Map<String, Function<JsonNode, ObjectNode>> calls() {
		return Map.of("CreateEventBus", this::create, "DescribeEventBus", this::describe, "ListEventBuses", this::list,
				"DeleteEventBus", this::delete);
	}

	/** The bus that a call names, by name or ARN; the default one where it names none. */
	static String name(JsonNode call, String parameter) {
		var name = call.path(parameter).asString(Bus.DEFAULT);
		return name.substring(name.lastIndexOf('/') + 1);
	}

	static ObjectNode answer() {
		return JsonMapper.shared().createObjectNode();
	}

	private ObjectNode create(JsonNode call) {
		var name = call.path("Name").asString("");
		if (!name.matches("[.\\-_A-Za-z0-9]{1,256}")) {
			throw EventsException.invalid("1 validation error detected: Value '%s' at 'name' is not a bus's name."
					.formatted(name));
		}
		return answer().put("EventBusArn", buses.add(new Bus(name)).arn());
	}

	private ObjectNode describe(JsonNode call) {
		return described(buses.get(name(call, "Name")));
	}

	private ObjectNode list(JsonNode call) {
		var prefix = call.path("NamePrefix").asString("");
		var answer = answer();
		var list = answer.putArray("EventBuses");
		buses.all().stream().filter(bus -> bus.name().startsWith(prefix)).map(BusCalls::described).forEach(list::add);
		return answer;
	}

	/** Without complaint where there is none of that name, as EventBridge has it. */
	private ObjectNode delete(JsonNode call) {
		var name = name(call, "Name");
		if (name.equals(Bus.DEFAULT)) {
			throw EventsException.invalid("Cannot delete event bus default.");
		}
		if (buses.has(name) && !buses.get(name).rules().isEmpty()) {
			throw EventsException.invalid("Event bus %s cannot be deleted while it has rules: %s."
					.formatted(name, List.copyOf(buses.get(name).rules().keySet())));
		}
		buses.remove(name);
		return answer();
	}

	private static ObjectNode described(Bus bus) {
		return answer().put("Name", bus.name()).put("Arn", bus.arn());
	}
}
