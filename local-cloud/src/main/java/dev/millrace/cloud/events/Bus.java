package dev.millrace.cloud.events;

import java.util.Map;
import java.util.TreeMap;

/** An event bus with its rules, by name. */
record Bus(String name, Map<String, Rule> rules) {
	static final String DEFAULT = "default";
	private static final String ARN = "arn:aws:events:us-east-1:000000000000:";

	Bus {
		rules = Map.copyOf(rules);
	}

	Bus(String name) {
		this(name, Map.of());
	}

	String arn() {
		return ARN + "event-bus/" + name;
	}

	String arn(Rule rule) {
		return ARN + "rule/" + (name.equals(DEFAULT) ? "" : name + "/") + rule.name();
	}

	Rule rule(String rule) {
		var found = rules.get(rule);
		if (found == null) {
			throw EventsException.notFound("Rule %s does not exist on EventBus %s.".formatted(rule, name));
		}
		return found;
	}

	Bus with(Rule rule) {
		var all = new TreeMap<>(rules);
		all.put(rule.name(), rule);
		return new Bus(name, all);
	}

	Bus without(String rule) {
		var all = new TreeMap<>(rules);
		all.remove(rule);
		return new Bus(name, all);
	}
}
