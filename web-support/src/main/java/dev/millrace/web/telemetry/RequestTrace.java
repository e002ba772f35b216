package dev.millrace.web.telemetry;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Where a request stands in a trace.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId of this service's own span for it: 16 hexadecimal digits
 * @param recorded whether the trace was chosen to be seen
 */
public record RequestTrace(String traceId, String spanId, boolean recorded) {

	/** None where nothing is traced. */
	public static Optional<RequestTrace> of(HttpServletRequest request) {
		return ServerHttpObservationFilter.findObservationContext(request)
				.map(observed -> observed.<TracingContext>get(TracingContext.class))
				.map(TracingContext::getSpan)
				.map(Span::context)
				.map(RequestTrace::of);
	}

	private static RequestTrace of(TraceContext context) {
		return new RequestTrace(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
	}

	/** As <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> has it. */
	public String traceparent() {
		return "00-" + traceId + "-" + spanId + (recorded ? "-01" : "-00");
	}
}
