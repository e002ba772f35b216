package dev.millrace.cloud.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.millrace.cloud.sqs.Queues;

import static java.nio.charset.StandardCharsets.UTF_8;

/** EventBridge, in AWS's JSON protocol 1.1. */
public final class EventBridge extends Handler.Abstract {
	private static final Logger LOG = LoggerFactory.getLogger(EventBridge.class);
	private static final String TARGET = "AWSEvents.";

	private final Map<String, Function<JsonNode, ObjectNode>> calls = new HashMap<>();

	private EventBridge(Buses buses, Queues queues, InstantSource clock) {
		calls.putAll(new BusCalls(buses).calls());
		calls.putAll(new RuleCalls(buses).calls());
		calls.put("PutEvents", new PutEventsCall(buses, queues, clock)::put);
	}

	/** Answers EventBridge requests; its file lies in {@code directory}. */
	public static EventBridge on(Path directory, Queues queues, InstantSource clock) throws IOException {
		return new EventBridge(Buses.in(directory), queues, clock);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
		response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
		response.write(true, BufferUtil.toBuffer(answer(request, response).toString(), UTF_8), callback);
		return true;
	}

	private ObjectNode answer(Request request, Response response) {
		try {
			return call(request);
		} catch (EventsException e) {
			return refused(response, e);
		} catch (JacksonException _) {
			return refused(response, EventsException.invalid("The request's body is not well-formed."));
		} catch (IOException | RuntimeException e) {
			LOG.error("{} failed", request.getHeaders().get("X-Amz-Target"), e);
			return refused(response, EventsException.internal());
		}
	}

	private ObjectNode call(Request request) throws IOException {
		var target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
		var call = calls.get(target.replace(TARGET, ""));
		if (call == null) {
			throw EventsException.unknown(target);
		}
		try (var body = Content.Source.asInputStream(request)) {
			return call.apply(JsonMapper.shared().readTree(body));
		}
	}

	private static ObjectNode refused(Response response, EventsException e) {
		response.setStatus(e.code().equals("InternalException")
				? HttpStatus.INTERNAL_SERVER_ERROR_500
				: HttpStatus.BAD_REQUEST_400);
		return BusCalls.answer().put("__type", e.code()).put("message", e.getMessage());
	}
}
