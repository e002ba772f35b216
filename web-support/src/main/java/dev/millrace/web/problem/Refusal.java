package dev.millrace.web.problem;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A request that is answered with a problem; {@link ProblemAdvice} writes the answer. */
public final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;
	private final String code;
	private final transient Map<String, Object> properties;
	private final transient Optional<Duration> retryAfter;

	private Refusal(HttpStatus status, String code, String detail, Map<String, Object> properties,
			Optional<Duration> retryAfter) {
		super(detail, null, false, false); // An answer, not a fault: nobody reads its stack.
		this.status = status;
		this.code = code;
		this.properties = Map.copyOf(properties);
		this.retryAfter = retryAfter;
	}

	/** A refusal that says all in its detail. */
	public static Refusal of(HttpStatus status, String code, String detail) {
		return of(status, code, detail, Map.of());
	}

	/** A refusal with further members in its problem. */
	public static Refusal of(HttpStatus status, String code, String detail, Map<String, Object> properties) {
		return new Refusal(status, code, detail, properties, Optional.empty());
	}

	/** A refusal that passes: the same request may be sent again after this time, which is told in whole seconds. */
	public static Refusal retryAfter(HttpStatus status, String code, String detail, Duration wait) {
		return new Refusal(status, code, detail, Map.of(), Optional.of(wait));
	}

	/** The status of the answer. */
	public HttpStatus status() {
		return status;
	}

	/** The stable word. */
	public String code() {
		return code;
	}

	/** The answer that it stands for. */
	public ResponseEntity<ProblemDetail> answer() {
		var problem = Problems.of(status, code, String.valueOf(getMessage()));
		properties.forEach(problem::setProperty);
		var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
		retryAfter.ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER,
				Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
		return answer.body(problem);
	}
}
