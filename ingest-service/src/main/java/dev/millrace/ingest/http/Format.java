package dev.millrace.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import dev.millrace.event.Body;
import dev.millrace.event.EventReader;
import dev.millrace.event.ProblemCode;
import dev.millrace.web.problem.Refusal;

/** How events stand in a request's body, told by its Content-Type. */
enum Format {

	/** One event or an array of them. */
	JSON,

	/** One event a line. */
	NDJSON;

	/**
	 * The format of a Content-Type.
	 *
	 * @throws Refusal 415 for any that is not known
	 */
	static Format of(String contentType) {
		MediaType type = parse(contentType);
		return switch (type.getType() + "/" + type.getSubtype()) {
			case "application/json" -> JSON;
			case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" -> NDJSON;
			default -> throw unsupported("The Content-Type '%s' is not known here".formatted(contentType));
		};
	}

	/**
	 * Reads a body.
	 *
	 * @throws Refusal where nothing of it can be taken
	 */
	Submission read(EventReader reader, byte[] body, int mostEvents) {
		Submission submission = switch (this) {
			case JSON -> document(reader.readBody(body, mostEvents));
			case NDJSON -> Lines.read(reader, body, mostEvents);
		};
		if (submission.readings().isEmpty()) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, ProblemCode.EMPTY.word(), "There is no event in the request.");
		}
		return submission;
	}

	private static Submission document(Body body) {
		return switch (body) {
			case Body.Unreadable(var problem) -> throw Answers.refusal(problem);
			case Body.Events(var readings) -> new Submission(readings, List.of());
		};
	}

	private static MediaType parse(String contentType) {
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			if (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset())) {
				return type;
			}
		} catch (IllegalArgumentException _) {
			throw unsupported("The Content-Type '%s' is no media type".formatted(contentType));
		}
		throw unsupported("The charset of '%s' is not UTF-8".formatted(contentType));
	}

	private static Refusal unsupported(String what) {
		return Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
				what + "; send application/json or application/x-ndjson, in UTF-8.");
	}
}
