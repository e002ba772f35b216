package dev.millrace.processor.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.millrace.processor.Unavailable;
import dev.millrace.web.problem.Refusal;
import dev.millrace.web.problem.RetryAfter;

/** A table that does not answer is the client's to wait for, not a fault of the service. */
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
		log.warn("The table did not answer: {}", e.getMessage());
		return Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable",
				"Events cannot be read at the moment; ask again.", retryAfter.next()).answer();
	}
}
