package dev.millrace.web.guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.millrace.web.keys.KeysUnavailable;
import dev.millrace.web.problem.Refusal;
import dev.millrace.web.problem.RetryAfter;

/** A table that does not answer opens no door, and is the client's to wait for. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeysUnavailableAdvice {

	private static final Logger log = LoggerFactory.getLogger(KeysUnavailableAdvice.class);

	private final RetryAfter retryAfter;

	KeysUnavailableAdvice(RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unavailable(KeysUnavailable e) {
		log.warn("A key cannot be looked up: {}", e.getMessage());
		return Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "keys-unavailable",
				"Whether the key is good cannot be said at the moment; come again.", retryAfter.next()).answer();
	}
}
