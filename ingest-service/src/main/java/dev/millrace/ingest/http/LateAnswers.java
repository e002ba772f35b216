package dev.millrace.ingest.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.web.problem.Problems;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes an answer when it is known, in the thread that came to know it. Spring's own way sends the request through all
 * filters and the dispatcher once more, which is a third of what a request costs here.
 */
final class LateAnswers {

	private static final Logger log = LoggerFactory.getLogger(LateAnswers.class);

	/**
	 * What the server keeps of an answer without touching the connection. A longer one may have to wait for its client, and
	 * so is written by a thread of its own: those that confirm events wait for nobody.
	 */
	private static final int KEPT_BYTES = 8 * 1024;

	private final JsonMapper json;
	private final Executor threads;
	private final Duration patience;

	/**
	 * A writer of answers.
	 *
	 * @param threads for long answers, one each
	 * @param patience with an answer; above all bounds within which it must be known
	 */
	LateAnswers(JsonMapper json, Executor threads, Duration patience) {
		this.json = json;
		this.threads = threads;
		this.patience = patience;
	}

	/** Returns at once; the request is answered when the future completes, and gives back what it holds when that is done. */
	@SuppressWarnings("FutureReturnValueIgnored") // What it runs catches its own failures.
	void send(CompletableFuture<ResponseEntity<Object>> answer, Admission.Ticket ticket, HttpServletRequest request,
			HttpServletResponse response) {
		var open = new Open(request.startAsync(request, response), ticket);
		open.context().setTimeout(patience.toMillis());
		response.setBufferSize(KEPT_BYTES);
		answer.whenComplete((known, failure) -> write(known, failure, open, request.getRequestURI()));
	}

	private void write(@Nullable ResponseEntity<Object> known, @Nullable Throwable failure, Open open,
			String path) {
		try {
			ResponseEntity<Object> answer = known != null ? known : failed(failure);
			byte[] body = body(answer, path);
			if (body.length <= KEPT_BYTES) {
				write(answer, body, open);
			} else {
				open.ticket().hold(body.length);
				threads.execute(() -> write(answer, body, open));
			}
		} catch (RuntimeException | Error e) { // Nobody else would answer, nor give back what the request holds.
			log.error("A request could not be answered", e);
			// Until it is told otherwise the server says 200, which here would be a promise.
			open.response().setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
			open.end();
		}
	}

	private static ResponseEntity<Object> failed(@Nullable Throwable failure) {
		log.error("A request failed", failure);
		return ResponseEntity.internalServerError()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body(Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error",
						"The service failed to answer; its log tells why under the X-Request-Id of this answer."));
	}

	private byte[] body(ResponseEntity<Object> answer, String path) {
		Object body = answer.getBody();
		if (body instanceof ProblemDetail problem && problem.getInstance() == null) {
			problem.setInstance(URI.create(path));
		}
		return switch (body) {
			case null -> new byte[0];
			case String text -> text.getBytes(UTF_8);
			default -> json.writeValueAsBytes(body);
		};
	}

	private static void write(ResponseEntity<Object> answer, byte[] body, Open open) {
		var response = open.response();
		try {
			response.setStatus(answer.getStatusCode().value());
			answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		} catch (IOException e) {
			log.debug("The client was gone before its answer", e);
		} finally {
			open.end();
		}
	}

	/** A request that waits for its answer. */
	private record Open(AsyncContext context, Admission.Ticket ticket) {

		HttpServletResponse response() {
			return (HttpServletResponse) context.getResponse();
		}

		void end() {
			try {
				context.complete();
			} finally {
				ticket.release();
			}
		}
	}
}
