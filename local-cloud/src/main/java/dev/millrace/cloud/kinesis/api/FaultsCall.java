package dev.millrace.cloud.kinesis.api;

import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.Faults;

/**
 * Changes the faults of a service that runs. The body has any of failedEntries, failure, lostReplies, latencyMillis and
 * shardLimits; what it does not name is off.
 */
final class FaultsCall {
	static final String PATH = "/_millrace/kinesis/faults";
	private static final JsonMapper MAPPER = new JsonMapper();

	private final FaultInjection injection;

	FaultsCall(FaultInjection injection) {
		this.injection = injection;
	}

	/** Throws IllegalArgumentException when a value is out of its bounds. */
	void change(InputStream body) {
		injection.change(read(MAPPER.readTree(body)));
	}

	private static Faults read(JsonNode body) {
		return new Faults(body.path("failedEntries").asDouble(0),
				errorCode(body.path("failure").asString(ErrorCode.THROUGHPUT_EXCEEDED.wireName())),
				body.path("lostReplies").asDouble(0), Duration.ofMillis(body.path("latencyMillis").asLong(0)),
				body.path("shardLimits").asBoolean(false));
	}

	private static ErrorCode errorCode(String wireName) {
		return Arrays.stream(ErrorCode.values())
				.filter(code -> code.wireName().equals(wireName))
				.findAny()
				.orElseThrow(
						() -> new IllegalArgumentException("failure must be the name of an error, not " + wireName));
	}
}
