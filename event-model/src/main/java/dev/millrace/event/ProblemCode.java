package dev.millrace.event;

import java.util.Locale;

/** Why an event was not taken: a stable word that a client may branch on. */
public enum ProblemCode {
	/** The text is not JSON. */
	MALFORMED_JSON,
	/** The bytes are not UTF-8, start with a byte order mark, or hold an escaped surrogate without its other half. */
	INVALID_TEXT,
	/** There is nothing to read. */
	EMPTY,
	/** Well-formed JSON, but no object. */
	NOT_AN_EVENT,
	/** An attribute that every event has is not there. */
	MISSING_ATTRIBUTE,
	/** An attribute whose name or value CloudEvents does not allow. */
	INVALID_ATTRIBUTE,
	/** An attribute given twice. */
	DUPLICATE_ATTRIBUTE,
	/** An attribute that only the intake sets. */
	RESERVED_ATTRIBUTE,
	/** An attribute longer than its limit. */
	ATTRIBUTE_TOO_LONG,
	/** An array or a text of lines holds more events than the limit. */
	TOO_MANY_EVENTS,
	/** The event is larger than its limit. */
	EVENT_TOO_LARGE,
	/** An event of a type that its sender may not send. */
	TYPE_NOT_ALLOWED,
	/** Objects and arrays are nested deeper than the limit. */
	TOO_DEEP,
	/** A number is longer than its limit. */
	NUMBER_TOO_LONG,
	/** The data does not fit the schema of the event's type. */
	SCHEMA_VIOLATION;

	/** The word itself, as it stands in an answer: {@code event-too-large}. */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
