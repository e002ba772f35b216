package dev.millrace.cloud.events;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A queue to which a rule sends.
 *
 * @param input what it gets instead of the event
 * @param inputPath the part of the event that it gets, such as {@code $.detail}
 */
record Target(String id, String arn, @Nullable String input, @Nullable String inputPath) {
	private static final String QUEUE = "arn:aws:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}";
	private static final String PATH = "\\$(\\.[A-Za-z0-9_-]+)*";

	static Target of(JsonNode json) {
		return new Target(json.path("Id").asString(""), json.path("Arn").asString(""), text(json, "Input"),
				text(json, "InputPath"));
	}

	/** Why it cannot be one, if so. */
	static Optional<String> problem(JsonNode json) {
		var target = of(json);
		if (target.id.isEmpty()) {
			return Optional.of("Parameter Id is required.");
		}
		if (!target.arn.matches(QUEUE)) {
			return Optional.of("Parameter %s is not the ARN of a standard SQS queue, the only target here."
					.formatted(target.arn));
		}
		if (json.has("InputTransformer")) {
			return Optional.of("InputTransformer is not implemented here; Input and InputPath are.");
		}
		return target.inputPath == null || target.inputPath.matches(PATH)
				? Optional.empty()
				: Optional.of("Invalid InputPath for target %s.".formatted(target.id));
	}

	/** What the queue is sent of that event. */
	String body(String event) {
		if (input != null) {
			return input;
		}
		return inputPath == null ? event : part(event, inputPath);
	}

	private static String part(String event, String path) {
		var node = JsonMapper.shared().readTree(event);
		for (var name : Arrays.asList(path.split("\\.", -1)).subList(1, path.split("\\.", -1).length)) {
			node = node.path(name);
		}
		return node.isMissingNode() ? "null" : node.toString();
	}

	private static @Nullable String text(JsonNode json, String name) {
		return json.path(name).stringValue(null);
	}
}
