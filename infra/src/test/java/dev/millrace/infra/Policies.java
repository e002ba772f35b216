package dev.millrace.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.millrace.infra.Synthesised.Resource;

/** IAM's decision over the policies of a template: an explicit deny, else an allow, else no. */
final class Policies {

	private final Intrinsics intrinsics;
	private final Map<String, List<Statement>> byRole = new TreeMap<>();

	record Request(String action, String resource, Map<String, String> context) {}

	private record Statement(boolean allows, List<String> actions, List<String> resources,
			Map<String, Map<String, List<String>>> conditions) {

		boolean covers(Request request) {
			return actions.stream().anyMatch(action -> like(action, request.action()))
					&& resources.stream().anyMatch(resource -> like(resource, request.resource()))
					&& conditions.entrySet()
							.stream()
							.allMatch(test -> test.getValue()
									.entrySet()
									.stream()
									.allMatch(key -> holds(test.getKey(), key.getValue(),
											request.context().get(key.getKey()))));
		}

		private static boolean holds(String operator, List<String> allowed, @Nullable String given) {
			if (given == null) {
				return false;
			}
			return switch (operator) {
				case "StringEquals" -> allowed.contains(given);
				case "ArnLike", "StringLike" -> allowed.stream().anyMatch(pattern -> like(pattern, given));
				default -> throw new AssertionError("The operator %s is not known here".formatted(operator));
			};
		}

		private static boolean like(String pattern, String value) {
			String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
			return Pattern.compile(regex).matcher(value).matches();
		}
	}

	Policies(Synthesised synthesised) {
		intrinsics = new Intrinsics(synthesised);
		for (Resource role : synthesised.all("AWS::IAM::Role")) {
			role.at("Policies").forEach(policy -> add(role.stack(), role.id(), policy.path("PolicyDocument")));
		}
		for (Resource policy : synthesised.all("AWS::IAM::Policy")) {
			policy.at("Roles")
					.forEach(role -> add(policy.stack(), role.path("Ref").asString(), policy.at("PolicyDocument")));
		}
	}

	boolean allow(String roleBeginning, Request request) {
		var statements = byRole.entrySet()
				.stream()
				.filter(role -> role.getKey().startsWith(roleBeginning))
				.flatMap(role -> role.getValue().stream())
				.filter(statement -> statement.covers(request))
				.toList();
		return !statements.isEmpty() && statements.stream().allMatch(Statement::allows);
	}

	/** All actions that any statement of a role allows, for looking what is wider than it should be. */
	List<String> actions(String roleBeginning) {
		return byRole.entrySet()
				.stream()
				.filter(role -> role.getKey().startsWith(roleBeginning))
				.flatMap(role -> role.getValue().stream())
				.flatMap(statement -> statement.actions().stream())
				.distinct()
				.sorted()
				.toList();
	}

	private void add(String stack, String role, JsonNode document) {
		for (JsonNode statement : document.path("Statement")) {
			var conditions = new TreeMap<String, Map<String, List<String>>>();
			statement.path("Condition").properties().forEach(operator -> {
				var keys = new TreeMap<String, List<String>>();
				operator.getValue()
						.properties()
						.forEach(key -> keys.put(key.getKey(), intrinsics.texts(stack, key.getValue())));
				conditions.put(operator.getKey(), keys);
			});
			byRole.computeIfAbsent(role, _ -> new ArrayList<>())
					.add(new Statement(statement.path("Effect").asString().equals("Allow"),
							intrinsics.texts(stack, statement.path("Action")),
							intrinsics.texts(stack, statement.path("Resource")),
							conditions));
		}
	}
}
