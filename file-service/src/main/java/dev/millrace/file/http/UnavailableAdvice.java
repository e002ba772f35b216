package dev.millrace.file.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.millrace.file.Unavailable;
import dev.millrace.web.problem.Refusal;
import dev.millrace.web.problem.RetryAfter;

/** A table or bucket that does not answer is the client's to wait for, not a fault of the service. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnavailableAdvice {

	private static final Logger log = LoggerFactory.getLogger(UnavailableAdvice.class);

	private final RetryAfter retryAfter;

	UnavailableAdvice(RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unavailable(Unavailable e) {
		log.warn("A request cannot be answered: {}", e.getMessage());
		return Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable",
				"Files cannot be reached at the moment; ask again.", retryAfter.next()).answer();
	}
}
