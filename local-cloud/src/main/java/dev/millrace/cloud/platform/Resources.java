package dev.millrace.cloud.platform;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's stream, tables, queues, buckets and bus (platform/resources.json). */
public final class Resources {
	private static final Duration ACTIVE = Duration.ofSeconds(30);
	private static final Duration POLL = Duration.ofMillis(50);
	/** How to ask after what a call creates, and by which of its parameters. */
	private static final Map<String, Existence> EXISTENCE = Map.of(
			"Kinesis_20131202.CreateStream",
			new Existence("Kinesis_20131202.DescribeStreamSummary", "StreamName", "StreamStatus"),
			"DynamoDB_20120810.CreateTable",
			new Existence("DynamoDB_20120810.DescribeTable", "TableName", "TableStatus"));

	private final List<JsonNode> resources;

	private Resources(List<JsonNode> resources) {
		this.resources = resources;
	}

	public static Resources ofThePlatform() {
		return new Resources(Declaration.of("resources").valueStream().toList());
	}

	/**
	 * Makes what is not there yet, and returns when all of it is active.
	 *
	 * @throws IOException when the endpoint does not answer, refuses a resource, or leaves it inactive for 30 s
	 */
	public void makeAt(URI endpoint) throws IOException, InterruptedException {
		var api = new AwsApi(endpoint);
		for (var resource : resources) {
			make(api, call(resource), resource.get("with"));
		}
		for (var resource : resources) {
			awaitActive(api, call(resource), resource.get("with"));
		}
	}

	private static void make(AwsApi api, String call, JsonNode parameters) throws IOException, InterruptedException {
		var answer = S3Call.isOne(call) ? api.call(S3Call.of(call, parameters)) : api.call(call, parameters);
		if (!answer.isSuccess() && !answer.saysThatItExists()) {
			throw new IOException("%s answered %s".formatted(call, answer));
		}
	}

	private static void awaitActive(AwsApi api, String call, JsonNode parameters)
			throws IOException, InterruptedException {
		var existence = EXISTENCE.get(call);
		if (existence == null) {
			return;
		}
		for (var waited = Duration.ZERO; !existence.isActive(api, parameters); waited = waited.plus(POLL)) {
			if (waited.compareTo(ACTIVE) > 0) {
				throw new IOException("%s has not become active in %s".formatted(parameters, ACTIVE));
			}
			Thread.sleep(POLL);
		}
	}

	private static String call(JsonNode resource) {
		return resource.get("call").stringValue();
	}

	private record Existence(String call, String nameParameter, String statusField) {
		boolean isActive(AwsApi api, JsonNode parameters) throws IOException, InterruptedException {
			var question = JsonMapper.shared().createObjectNode().set(nameParameter, parameters.get(nameParameter));
			return api.call(call, question).has(statusField, "ACTIVE");
		}
	}
}
