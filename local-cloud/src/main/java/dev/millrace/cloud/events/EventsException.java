package dev.millrace.cloud.events;

/** A refusal as EventBridge words it. */
final class EventsException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	private final String code;

	private EventsException(String code, String message) {
		super(message, null, false, false);
		this.code = code;
	}

	static EventsException invalid(String message) {
		return new EventsException("ValidationException", message);
	}

	static EventsException notFound(String message) {
		return new EventsException("ResourceNotFoundException", message);
	}

	static EventsException exists(String message) {
		return new EventsException("ResourceAlreadyExistsException", message);
	}

	static EventsException badPattern(String message) {
		return new EventsException("InvalidEventPatternException", "Event pattern is not valid. Reason: " + message);
	}

	static EventsException unknown(String call) {
		return new EventsException("UnknownOperationException", call + " is not implemented here.");
	}

	static EventsException internal() {
		return new EventsException("InternalException", "This exception occurs due to unexpected causes.");
	}

	String code() {
		return code;
	}
}
