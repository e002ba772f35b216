package dev.millrace.event;

/**
 * What is wrong with an event, as a value.
 *
 * @param code the stable word for it
 * @param pointer the place inside the event, as a JSON pointer (RFC 6901); empty for the event as a whole
 * @param detail a sentence for a person; it names the limit and what arrived where a limit was passed
 */
public record Problem(ProblemCode code, String pointer, String detail) {

	static Problem whole(ProblemCode code, String detail) {
		return new Problem(code, "", detail);
	}

	static Problem at(String attribute, ProblemCode code, String detail) {
		return new Problem(code, "/" + attribute.replace("~", "~0").replace("/", "~1"), detail);
	}

	/** A request of more events than may come together. */
	public static Problem tooManyEvents(int came, int limit) {
		return whole(ProblemCode.TOO_MANY_EVENTS,
				"The request holds %d events; the limit is %d.".formatted(came, limit));
	}
}
