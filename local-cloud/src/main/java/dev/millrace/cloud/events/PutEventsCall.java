package dev.millrace.cloud.events;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.event.ruler.Ruler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import dev.millrace.cloud.sqs.NoSuchQueueException;
import dev.millrace.cloud.sqs.Queues;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Takes events and hands each to the queues of the rules that match it, before it answers: what was answered is delivered. */
final class PutEventsCall {
	private static final Logger LOG = LoggerFactory.getLogger(PutEventsCall.class);
	private static final int MOST_ENTRIES = 10;
	/** Of all entries together; 256 KB until EventBridge raised it. */
	private static final int MOST_BYTES = 1 << 20;
	private static final int TIME_BYTES = 14;

	private final Buses buses;
	private final Queues queues;
	private final InstantSource clock;

	PutEventsCall(Buses buses, Queues queues, InstantSource clock) {
		this.buses = buses;
		this.queues = queues;
		this.clock = clock;
	}

	ObjectNode put(JsonNode call) {
		var entries = call.path("Entries");
		if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
			throw EventsException
					.invalid("1 validation error detected: Value at 'entries' failed to satisfy constraint: "
							+ "Member must have length between 1 and " + MOST_ENTRIES);
		}
		if (entries.valueStream().mapToLong(PutEventsCall::bytes).sum() > MOST_BYTES) {
			throw EventsException.invalid("Total size of the entries in the request is over the limit.");
		}
		var answer = BusCalls.answer();
		var results = answer.putArray("Entries");
		int failed = 0;
		for (var entry : entries) {
			var result = put(results.addObject(), entry);
			failed += result.has("ErrorCode") ? 1 : 0;
		}
		return answer.put("FailedEntryCount", failed);
	}

	private ObjectNode put(ObjectNode result, JsonNode entry) {
		var problem = problem(entry);
		if (problem.isPresent()) {
			return result.put("ErrorCode", problem.get().code).put("ErrorMessage", problem.get().message);
		}
		var id = UUID.randomUUID().toString();
		try {
			deliver(buses.get(BusCalls.name(entry, "EventBusName")), event(id, entry));
			return result.put("EventId", id);
		} catch (IOException e) {
			LOG.warn("An event could not be delivered: {}", e.toString());
			return result.put("ErrorCode", "InternalFailure").put("ErrorMessage", "Please try again.");
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return result.put("ErrorCode", "InternalFailure").put("ErrorMessage", "Stopping; please try again.");
		}
	}

	private Optional<Problem> problem(JsonNode entry) {
		for (var name : new String[]{"Source", "DetailType", "Detail"}) {
			if (entry.path(name).asString("").isEmpty()) {
				return Optional.of(new Problem("InvalidArgument",
						"Parameter %1$s is not valid. Reason: %1$s is a required argument.".formatted(name)));
			}
		}
		if (!isObject(entry.path("Detail").asString(""))) {
			return Optional.of(new Problem("MalformedDetail", "Detail is malformed."));
		}
		var bus = BusCalls.name(entry, "EventBusName");
		return buses.has(bus)
				? Optional.empty()
				: Optional.of(new Problem("InvalidArgument", "Event bus %s does not exist.".formatted(bus)));
	}

	private void deliver(Bus bus, String event) throws IOException, InterruptedException {
		for (var rule : bus.rules().values()) {
			if (!rule.enabled() || !matches(event, rule)) {
				continue;
			}
			for (var target : rule.targets().values()) {
				send(target, target.body(event));
			}
		}
	}

	private void send(Target target, String body) throws IOException, InterruptedException {
		try {
			queues.send(target.arn(), body);
		} catch (NoSuchQueueException e) {
			// As EventBridge does for a target that is gone and has no dead-letter queue.
			LOG.warn("An event is dropped: {}", e.getMessage());
		}
	}

	private static boolean matches(String event, Rule rule) {
		try {
			return Ruler.matchesRule(event, rule.pattern());
		} catch (Exception e) {
			throw new IllegalStateException("Pattern and event were checked when they came", e);
		}
	}

	/** The detail stays as it was written. */
	private String event(String id, JsonNode entry) {
		var event = BusCalls.answer()
				.put("version", "0")
				.put("id", id)
				.put("detail-type", entry.path("DetailType").asString())
				.put("source", entry.path("Source").asString())
				.put("account", "000000000000")
				.put("time", time(entry).truncatedTo(ChronoUnit.SECONDS).toString())
				.put("region", "us-east-1");
		event.set("resources", entry.has("Resources")
				? entry.get("Resources")
				: JsonMapper.shared().createArrayNode());
		event.putRawValue("detail", new RawValue(entry.path("Detail").asString()));
		return JsonMapper.shared().writeValueAsString(event);
	}

	private Instant time(JsonNode entry) {
		var time = entry.path("Time");
		return time.isNumber() ? Instant.ofEpochMilli(Math.round(time.asDouble() * 1_000)) : clock.instant();
	}

	private static boolean isObject(String detail) {
		try {
			return JsonMapper.shared().readTree(detail).isObject();
		} catch (JacksonException _) {
			return false;
		}
	}

	/** As EventBridge counts: 14 for a time, and the UTF-8 of source, type, detail and resources. */
	private static long bytes(JsonNode entry) {
		long bytes = entry.has("Time") ? TIME_BYTES : 0;
		for (var name : new String[]{"Source", "DetailType", "Detail"}) {
			bytes += length(entry.path(name));
		}
		return bytes + entry.path("Resources").valueStream().mapToLong(PutEventsCall::length).sum();
	}

	private static long length(JsonNode text) {
		return text.asString("").getBytes(UTF_8).length;
	}

	private record Problem(String code, String message) {}
}
