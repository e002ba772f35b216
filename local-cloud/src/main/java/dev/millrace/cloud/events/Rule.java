package dev.millrace.cloud.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.event.ruler.RuleCompiler;

/**
 * Which events of a bus go where.
 *
 * @param pattern as JSON
 * @param targets by their identifiers, which their caller chose
 */
record Rule(String name, String pattern, boolean enabled, String description, Map<String, Target> targets) {
	/** AWS's quota. */
	private static final int MOST_TARGETS = 5;

	Rule {
		targets = Map.copyOf(targets);
		var problem = RuleCompiler.check(pattern);
		if (problem != null) {
			throw EventsException.badPattern(problem);
		}
	}

	Rule with(boolean nowEnabled) {
		return new Rule(name, pattern, nowEnabled, description, targets);
	}

	Rule with(List<Target> more) {
		var all = new LinkedHashMap<>(targets);
		more.forEach(target -> all.put(target.id(), target));
		if (all.size() > MOST_TARGETS) {
			throw EventsException.invalid("The rule %s would have more than %d targets.".formatted(name, MOST_TARGETS));
		}
		return new Rule(name, pattern, enabled, description, all);
	}

	Rule without(List<String> ids) {
		var all = new LinkedHashMap<>(targets);
		ids.forEach(all::remove);
		return new Rule(name, pattern, enabled, description, all);
	}
}
