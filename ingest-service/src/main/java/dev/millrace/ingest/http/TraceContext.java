package dev.millrace.ingest.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import dev.millrace.event.Reading;
import dev.millrace.web.telemetry.RequestTrace;

/**
 * The trace that a request belongs to, kept as CloudEvents' distributed tracing extension of the events that bring none.
 *
 * @param attributes {@code traceparent} and, if there is one, {@code tracestate}; none where the request has no trace that anyone sees
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
record TraceContext(Map<String, String> attributes) {

	private static final TraceContext NONE = new TraceContext(Map.of());
	private static final String PARENT = "traceparent";
	private static final String STATE = "tracestate";
	/** Two digits of version, the trace's id, the parent's id, flags; later versions may say more behind them. */
	private static final Pattern TRACEPARENT = Pattern
			.compile(
					"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:(?<!^00-.{52})-[!-~]{0,200})?");
	/** Printable ASCII, and what has to be kept at least: 512 characters. */
	private static final Pattern TRACESTATE = Pattern.compile("[ -~]{1,512}");

	/**
	 * What the client sent: its events are part of its trace. A header that is broken counts as none, and so does the state that comes
	 * with it; without one it is the trace that this service began, or took over from the load balancer.
	 */
	static TraceContext of(HttpServletRequest request) {
		List<String> parents = Collections.list(request.getHeaders(PARENT));
		if (parents.size() != 1 || !TRACEPARENT.matcher(parents.getFirst()).matches()) {
			return ofItsOwn(request);
		}
		var attributes = new LinkedHashMap<String, String>();
		attributes.put(PARENT, parents.getFirst());
		String state = String.join(",", Collections.list(request.getHeaders(STATE)));
		if (TRACESTATE.matcher(state).matches()) {
			attributes.put(STATE, state);
		}
		return new TraceContext(attributes);
	}

	/** Of the service's own span, where there is one that will be seen: others would be bytes in each event that lead nowhere. */
	private static TraceContext ofItsOwn(HttpServletRequest request) {
		return RequestTrace.of(request)
				.filter(RequestTrace::recorded)
				.map(trace -> new TraceContext(Map.of(PARENT, trace.traceparent())))
				.orElse(NONE);
	}

	Submission addTo(Submission submission) {
		return attributes.isEmpty()
				? submission
				: new Submission(submission.readings().stream().map(this::addTo).toList(), submission.lines());
	}

	private Reading addTo(Reading reading) {
		return switch (reading) {
			case Reading.Read(var draft) when !draft.has(PARENT) && !draft.has(STATE) ->
				new Reading.Read(draft.withDefaults(attributes));
			case Reading.Read _,Reading.Refused _ -> reading;
		};
	}
}
