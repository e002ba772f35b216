package dev.millrace.web.problem;

import java.net.URI;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one shape of a problem: RFC 9457 with the member {@code code}, the stable word that a client may branch on. */
public final class Problems {

	/** The page of all codes, which the front door has at this path; a code is a place on it. */
	private static final String PAGE = "/docs/problems#";

	private Problems() {}

	/**
	 * A problem whose type follows from its code: a reference that leads to what the code means (RFC 9457, section 3.1.1).
	 *
	 * @param status the HTTP status it stands for
	 * @param code the stable word, such as {@code event-too-large}
	 * @param detail a sentence for a person, without internals
	 */
	public static ProblemDetail of(HttpStatusCode status, String code, String detail) {
		var problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create(PAGE + code));
		problem.setProperty("code", code);
		return problem;
	}
}
