package dev.millrace.infra.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.millrace.infra.stack.Declarations.Route;

/**
 * The routing table as rules of the load balancer, which hold five values each and are looked at in their order.
 */
public final class Routing {

	static final int VALUES = 5;

	private Routing() {}

	/** Methods and paths of one rule; no methods: any. */
	public record RoutingRule(List<String> methods, List<String> paths, String service) {

		int values() {
			return methods.size() + paths.size();
		}
	}

	/** As many rules for a route as its values need. */
	public static List<RoutingRule> exact(List<Route> routes) {
		var rules = new ArrayList<RoutingRule>();
		for (Route route : routes) {
			for (List<String> methods : chunks(route.methods(), VALUES - 1)) {
				for (List<String> paths : chunks(route.paths(), VALUES - methods.size())) {
					rules.add(new RoutingRule(methods, paths, route.service()));
				}
			}
		}
		return rules;
	}

	/**
	 * One rule for each service where that can be, as blue/green asks for: ECS moves one rule from one set of tasks to the other.
	 * Services whose routes all have the same methods keep them. The others come last and take what is left of their paths, whatever
	 * the method, and answer 405 themselves. A service that has no such rule keeps its several, and is deployed rolling.
	 */
	public static List<RoutingRule> oneForEachService(List<Route> routes) {
		Map<String, List<Route>> byService = new LinkedHashMap<>();
		routes.forEach(route -> byService.computeIfAbsent(route.service(), _ -> new ArrayList<>()).add(route));
		var first = new ArrayList<RoutingRule>();
		var last = new ArrayList<RoutingRule>();
		Set<String> taken = new HashSet<>();
		byService.forEach((service, its) -> {
			List<String> paths = joined(its.stream().flatMap(route -> route.paths().stream()).distinct().toList());
			boolean alike = its.stream().map(Route::methods).distinct().count() == 1;
			var rule = new RoutingRule(alike ? its.getFirst().methods() : List.of(), paths, service);
			if (rule.values() > VALUES || (!alike && paths.stream().anyMatch(taken::contains))) {
				first.addAll(exact(its));
			} else if (alike) {
				first.add(rule);
			} else {
				taken.addAll(paths);
				last.add(rule);
			}
		});
		first.addAll(last);
		return first;
	}

	/**
	 * A path and all that is below it as one value, {@code /v1/events*}: a rule has room for few. What else begins like that
	 * is answered 404 by the service instead of the load balancer.
	 */
	private static List<String> joined(List<String> paths) {
		return paths.stream()
				.filter(path -> !path.endsWith("/*") || !paths.contains(path.substring(0, path.length() - 2)))
				.map(path -> paths.contains(path + "/*") ? path + "*" : path)
				.toList();
	}

	private static List<List<String>> chunks(List<String> values, int size) {
		var chunks = new ArrayList<List<String>>();
		for (int from = 0; from < values.size(); from += size) {
			chunks.add(values.subList(from, Math.min(from + size, values.size())));
		}
		return chunks;
	}
}
