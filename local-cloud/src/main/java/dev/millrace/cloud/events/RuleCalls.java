package dev.millrace.cloud.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static dev.millrace.cloud.events.BusCalls.answer;

/** The calls that make, show and remove rules and their targets. */
final class RuleCalls {
	private final Buses buses;

	RuleCalls(Buses buses) {
		this.buses = buses;
	}

	Map<String, Function<JsonNode, ObjectNode>> calls() {
		return Map.of("PutRule", this::put, "DescribeRule", this::describe, "ListRules", this::list, "DeleteRule",
				this::delete, "EnableRule", call -> change(call, rule -> rule.with(true)), "DisableRule",
				call -> change(call, rule -> rule.with(false)), "PutTargets", this::putTargets, "RemoveTargets",
				this::removeTargets, "ListTargetsByRule", this::listTargets);
	}

	private ObjectNode put(JsonNode call) {
		var name = call.path("Name").asString("");
		if (!name.matches("[.\\-_A-Za-z0-9]{1,64}")) {
			throw EventsException.invalid("1 validation error detected: Value '%s' at 'name' is not a rule's name."
					.formatted(name));
		}
		if (call.has("ScheduleExpression") || !call.has("EventPattern")) {
			throw EventsException.invalid("A rule here has an EventPattern; schedules are not implemented.");
		}
		var bus = buses.change(bus(call), before -> {
			var old = before.rules().get(name);
			return before.with(new Rule(name, call.get("EventPattern").asString(),
					!call.path("State").asString("ENABLED").equals("DISABLED"), call.path("Description").asString(""),
					old == null ? Map.of() : old.targets()));
		});
		return answer().put("RuleArn", bus.arn(bus.rule(name)));
	}

	private ObjectNode describe(JsonNode call) {
		var bus = buses.get(bus(call));
		return described(bus, bus.rule(call.path("Name").asString("")));
	}

	private ObjectNode list(JsonNode call) {
		var bus = buses.get(bus(call));
		var prefix = call.path("NamePrefix").asString("");
		var answer = answer();
		var list = answer.putArray("Rules");
		bus.rules()
				.values()
				.stream()
				.filter(rule -> rule.name().startsWith(prefix))
				.map(rule -> described(bus, rule))
				.forEach(list::add);
		return answer;
	}

	/** Without complaint where there is none of that name, as EventBridge has it. */
	private ObjectNode delete(JsonNode call) {
		var name = call.path("Name").asString("");
		buses.change(bus(call), bus -> {
			var rule = bus.rules().get(name);
			if (rule != null && !rule.targets().isEmpty()) {
				throw EventsException.invalid("Rule can't be deleted since it has targets.");
			}
			return bus.without(name);
		});
		return answer();
	}

	private ObjectNode change(JsonNode call, UnaryOperator<Rule> change) {
		return change(call, "Name", change);
	}

	private ObjectNode change(JsonNode call, String parameter, UnaryOperator<Rule> change) {
		var name = call.path(parameter).asString("");
		buses.change(bus(call), bus -> bus.with(change.apply(bus.rule(name))));
		return answer();
	}

	private ObjectNode putTargets(JsonNode call) {
		var good = new ArrayList<Target>();
		var answer = answer();
		var failed = answer.putArray("FailedEntries");
		for (var json : call.path("Targets")) {
			Target.problem(json)
					.ifPresentOrElse(problem -> failed.addObject()
							.put("TargetId", json.path("Id").asString(""))
							.put("ErrorCode", "ValidationException")
							.put("ErrorMessage", problem), () -> good.add(Target.of(json)));
		}
		change(call, "Rule", rule -> rule.with(good));
		return answer.put("FailedEntryCount", failed.size());
	}

	private ObjectNode removeTargets(JsonNode call) {
		List<String> ids = call.path("Ids").valueStream().map(JsonNode::asString).toList();
		change(call, "Rule", rule -> rule.without(ids));
		var answer = answer().put("FailedEntryCount", 0);
		answer.putArray("FailedEntries");
		return answer;
	}

	private ObjectNode listTargets(JsonNode call) {
		var answer = answer();
		var list = answer.putArray("Targets");
		for (var target : buses.get(bus(call)).rule(call.path("Rule").asString("")).targets().values()) {
			var described = list.addObject().put("Id", target.id()).put("Arn", target.arn());
			if (target.input() != null) {
				described.put("Input", target.input());
			}
			if (target.inputPath() != null) {
				described.put("InputPath", target.inputPath());
			}
		}
		return answer;
	}

	private static String bus(JsonNode call) {
		return BusCalls.name(call, "EventBusName");
	}

	private static ObjectNode described(Bus bus, Rule rule) {
		return answer().put("Name", rule.name())
				.put("Arn", bus.arn(rule))
				.put("EventBusName", bus.name())
				.put("EventPattern", rule.pattern())
				.put("Description", rule.description())
				.put("State", rule.enabled() ? "ENABLED" : "DISABLED");
	}
}
