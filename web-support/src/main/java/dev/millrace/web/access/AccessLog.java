package dev.millrace.web.access;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.web.correlation.RequestId;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.telemetry.Paths;
import dev.millrace.web.telemetry.RequestTrace;

/**
 * Writes one JSON line a request when its answer is done, and gives each request an id: the client's {@code X-Request-Id}
 * where it is a plain word, else a new one. Query strings and bodies are not logged: they hold the users' data. Neither are
 * the probes of health, which would drown all else. Of a key there is its id.
 */
class AccessLog extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger("access");
	/** Asked every second or so by whoever keeps the service running. */
	private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health");

	private final JsonMapper json;
	private final InstantSource clock;

	AccessLog(JsonMapper json, InstantSource clock) {
		this.json = json;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long started = System.nanoTime();
		String id = RequestId.of(request);
		response.setHeader(RequestId.HEADER, id);
		try (var _ = MDC.putCloseable("request", id)) {
			chain.doFilter(request, response);
		} finally {
			if (request.isAsyncStarted()) {
				request.getAsyncContext().addListener(new AtTheEnd(() -> write(request, response, id, started)));
			} else {
				write(request, response, id, started);
			}
		}
	}

	private void write(HttpServletRequest request, HttpServletResponse response, String id, long started) {
		if (!PROBES.contains(request.getRequestURI())) {
			log.info(json.writeValueAsString(line(request, response, id, System.nanoTime() - started)));
		}
	}

	private Line line(HttpServletRequest request, HttpServletResponse response, String id, long nanos) {
		String key = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller ? caller.keyId() : null;
		Span span = RequestTrace.of(request).map(trace -> new Span(trace.traceId(), trace.spanId())).orElse(null);
		return new Line(clock.instant().toString(), id, span, request.getRemoteAddr(), key, request.getMethod(),
				Paths.withoutSecrets(request.getRequestURI()),
				response.getStatus(), request.getContentLengthLong(), Counts.of(request).orElse(null),
				nanos / 1_000_000.0);
	}

	/** Runs once when an answer that came later is complete, however it ended. */
	private record AtTheEnd(Runnable task) implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
			task.run();
		}

		@Override
		public void onTimeout(AsyncEvent event) {}

		@Override
		public void onError(AsyncEvent event) {}

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}
	}

	/**
	 * One request.
	 *
	 * @param span of the trace that it belongs to, where requests are traced
	 * @param key the id of the key that was shown, where it was good
	 * @param received bytes of the body as announced; -1 where it came in chunks
	 * @param counts what of it was taken, where the route takes things by the piece
	 */
	record Line(String time, String request, @Nullable @JsonUnwrapped Span span, String client,
			@Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String key, String method, String path, int status,
			long received, @Nullable @JsonUnwrapped Counts counts, double milliseconds) {}

	/** The request's own part of a trace. */
	record Span(@JsonProperty("trace_id") String traceId, @JsonProperty("span_id") String spanId) {}
}
