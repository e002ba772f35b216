package dev.millrace.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import dev.millrace.event.Body;
import dev.millrace.event.Content;
import dev.millrace.event.EventComposer;
import dev.millrace.event.EventReader;
import dev.millrace.event.ProblemCode;
import dev.millrace.event.Reading;
import dev.millrace.web.problem.Refusal;

/** The formats in which events are taken, told apart by the Content-Type and, for CloudEvents' binary mode, by headers. */
final class Formats {

	private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl",
			"application/x-jsonlines");
	/** What a body that is no JSON at all is refused for; anything else is told of the JSON that it is. */
	private static final Set<ProblemCode> NO_JSON = Set.of(ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_TEXT,
			ProblemCode.EMPTY);
	private static final String EMPTY = ProblemCode.EMPTY.word();

	private final EventReader reader;
	private final EventComposer composer;
	private final int mostEvents;

	Formats(EventReader reader, EventComposer composer, int mostEvents) {
		this.reader = reader;
		this.composer = composer;
		this.mostEvents = mostEvents;
	}

	/**
	 * The format of a request to {@code /v1/events}.
	 *
	 * @throws Refusal 415 where it is none of those known
	 */
	Format of(HttpServletRequest request) {
		String contentType = request.getContentType();
		boolean binary = BinaryMode.isMeant(request);
		if (binary && (contentType == null || !contentType.regionMatches(true, 0, "application/cloudevents", 0, 23))) {
			return body -> one(BinaryMode.read(composer, request, body));
		}
		MediaType type = mediaType(contentType);
		String name = type.getType() + "/" + type.getSubtype();
		if (LINES.contains(name)) {
			return body -> notEmpty(Lines.read(reader, body, mostEvents));
		}
		return switch (name) {
			case "application/json" -> body -> document(reader.readBody(body, mostEvents));
			case "application/cloudevents+json" -> body -> one(reader.readCloudEvent(body));
			case "application/cloudevents-batch+json" -> body -> document(reader.readCloudEvents(body, mostEvents));
			default -> throw unsupported("The Content-Type '%s' is not known here".formatted(contentType));
		};
	}

	/** The format of a request to {@code /v1/events/{type}}, whose body is the data of one event with these attributes. */
	Format dataOf(Map<String, String> attributes, Optional<String> contentType) {
		return body -> {
			boolean isForm = contentType.filter(type -> type.startsWith("application/x-www-form-urlencoded"))
					.isPresent();
			if (isForm || contentType.isEmpty()) {
				// A form is what curl and its like declare where nobody chose a type.
				Reading json = composer.compose(attributes, new Content(body, Optional.empty()));
				if (!isForm || !isNoJson(json)) {
					return one(json);
				}
			}
			if (body.length == 0) {
				throw Refusal.of(HttpStatus.BAD_REQUEST, EMPTY,
						"The body is empty and declared as '%s'.".formatted(contentType.orElse("")));
			}
			return one(composer.compose(attributes, new Content(body, contentType)));
		};
	}

	private static boolean isNoJson(Reading reading) {
		return reading instanceof Reading.Refused(var problem) && NO_JSON.contains(problem.code());
	}

	private static Submission one(Reading reading) {
		return new Submission(List.of(reading), List.of());
	}

	private static Submission document(Body body) {
		return switch (body) {
			case Body.Unreadable(var problem) -> throw Answers.refusal(problem);
			case Body.Events(var readings) -> notEmpty(new Submission(readings, List.of()));
		};
	}

	private static Submission notEmpty(Submission submission) {
		if (submission.readings().isEmpty()) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, EMPTY, "There is no event in the request.");
		}
		return submission;
	}

	private static MediaType mediaType(@Nullable String contentType) {
		if (contentType == null) {
			throw unsupported("There is no Content-Type");
		}
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
		return Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", what
				+ "; send application/json, application/x-ndjson, application/cloudevents+json or"
				+ " application/cloudevents-batch+json, in UTF-8, or any type with the ce- headers of CloudEvents' binary mode.");
	}
}
