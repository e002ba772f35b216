package dev.millrace.web.problem;

import java.net.URI;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one shape of a problem: RFC 9457 with the member {@code code}, the stable word that a client may branch on. */
public final class Problems {

	private Problems() {}

	/**
	 * A problem whose type follows from its code.
	 *
	 * @param status the HTTP status it stands for
	 * @param code the stable word, such as {@code event-too-large}
	 * @param detail a sentence for a person, without internals
	 */
	public static ProblemDetail of(HttpStatusCode status, String code, String detail) {
		var problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("urn:millrace:problem:" + code));
		problem.setProperty("code", code);
		return problem;
	}
}
