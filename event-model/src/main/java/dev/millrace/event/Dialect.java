package dev.millrace.event;

import java.util.List;

/** Whose text an event is, which decides the attributes that must and must not be there. */
enum Dialect {
	/** A client's plain JSON: all but the type is added where it is missing. */
	PLAIN,
	/** A client's CloudEvent, with all that CloudEvents 1.0 requires. */
	CLOUDEVENTS,
	/** The intake's own, with what only the intake sets. */
	STORED;

	List<Attribute> required() {
		return this == CLOUDEVENTS
				? List.of(Attribute.SPECVERSION, Attribute.ID, Attribute.SOURCE, Attribute.TYPE)
				: List.of(Attribute.TYPE);
	}
}
