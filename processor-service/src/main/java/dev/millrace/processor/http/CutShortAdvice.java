package dev.millrace.processor.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Leaves an answer that was cut short to the web server, which closes the connection; a problem would end it in order. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CutShortAdvice {

	@ExceptionHandler
	void cutShort(CutShort e) {
		throw e;
	}
}
