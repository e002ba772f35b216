package dev.millrace.web.access;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What a request brought, for its line in the access log.
 *
 * @param accepted of its events, or whatever a service takes by the piece
 * @param refused all others: those that are not taken and those that are not known to be
 */
public record Counts(int accepted, int refused) {

	private static final String ATTRIBUTE = Counts.class.getName();

	/** Has the request's line tell them; before its answer is done. */
	public void addTo(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/** Those of a request, where somebody counted. */
	static Optional<Counts> of(HttpServletRequest request) {
		return request.getAttribute(ATTRIBUTE) instanceof Counts counts ? Optional.of(counts) : Optional.empty();
	}
}
