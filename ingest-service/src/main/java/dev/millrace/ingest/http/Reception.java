package dev.millrace.ingest.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import dev.millrace.ingest.IntakeMeter;
import dev.millrace.web.problem.Refusal;

/** Takes a request from its head to its answer: admits its bytes, counts what is refused whole, gives the bytes back in the end. */
final class Reception {

	private final BodyReader bodies;
	private final Admission admission;
	private final LateAnswers late;
	private final IntakeMeter meter;

	Reception(BodyReader bodies, Admission admission, LateAnswers late, IntakeMeter meter) {
		this.bodies = bodies;
		this.admission = admission;
		this.late = late;
		this.meter = meter;
	}

	/**
	 * Takes a request and returns; the answer comes when it is known.
	 *
	 * @param limit of the body in bytes
	 * @param head judges the request before its body is read
	 */
	void take(HttpServletRequest request, HttpServletResponse response, int limit, Head head) throws IOException {
		var ticket = admission.open();
		boolean isGivenOn = false;
		try {
			Content content = head.judge();
			var answer = content.answer(bodies.read(request, limit, ticket), ticket);
			late.send(answer, ticket, request, response);
			isGivenOn = true;
		} catch (Refusal refusal) {
			if (isTheSenders(refusal.status())) {
				meter.requestRefused(refusal.code());
			}
			throw refusal;
		} finally {
			if (!isGivenOn) {
				ticket.release();
			}
		}
	}

	/** What a sender has to mend in a request. Who may not send, and what does not fit now, are told by meters of their own. */
	private static boolean isTheSenders(HttpStatus status) {
		return status.is4xxClientError() && status != HttpStatus.UNAUTHORIZED;
	}

	/** What a route does with a request's head; it throws what it refuses. */
	@FunctionalInterface
	interface Head {

		Content judge();
	}

	/** What it does with the body then; it admits its events before it takes them. */
	@FunctionalInterface
	interface Content {

		CompletableFuture<ResponseEntity<Object>> answer(byte[] body, Admission.Ticket ticket) throws IOException;
	}
}
