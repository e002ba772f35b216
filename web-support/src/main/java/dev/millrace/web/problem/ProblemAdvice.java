package dev.millrace.web.problem;

import java.io.IOException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every exception with a problem, and none with internals. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> refused(Refusal refusal) {
		return refusal.answer();
	}

	/** Reading the body failed: the client hung up or sent what HTTP does not allow. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> broken(IOException e) {
		log.debug("A request's body could not be read", e);
		return answer(HttpStatus.BAD_REQUEST, "incomplete-request",
				"The request's body ended early or is not valid HTTP.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> failed(Exception e) {
		log.error("A request failed", e);
		return answer(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error",
				"The service failed to answer; its log tells why under the X-Request-Id of this answer.");
	}

	private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, String detail) {
		return ResponseEntity.status(status)
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.body(Problems.of(status, code, detail));
	}

	/** What Spring MVC refuses by itself (unknown path, method, media type) gets the same shape. */
	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status,
			WebRequest request) {
		if (body instanceof ProblemDetail problem && problem.getProperties() == null) {
			String word = String.valueOf(problem.getTitle()).toLowerCase(Locale.ROOT).replace(' ', '-');
			return new ResponseEntity<>(Problems.of(status, word, String.valueOf(problem.getDetail())), headers,
					status);
		}
		return new ResponseEntity<>(body, headers, status);
	}
}
