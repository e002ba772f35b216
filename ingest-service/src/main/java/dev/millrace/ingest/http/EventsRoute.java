package dev.millrace.ingest.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.event.EventReader;
import dev.millrace.ingest.Intake;
import dev.millrace.ingest.Sender;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** {@code POST /v1/events}. */
@RestController
class EventsRoute {

	private final Intake intake;
	private final EventReader reader;
	private final BodyReader bodies;
	private final Admission admission;
	private final Answers answers;
	private final int mostEvents;

	EventsRoute(Intake intake, EventReader reader, BodyReader bodies, Admission admission, Answers answers,
			HttpProperties properties) {
		this.intake = intake;
		this.reader = reader;
		this.bodies = bodies;
		this.admission = admission;
		this.answers = answers;
		this.mostEvents = properties.maxEvents();
	}

	/** The answer is written by the thread that confirms the last event: none waits for it. */
	@PostMapping("/v1/events")
	@RequiresScope(Scope.EVENTS_WRITE)
	CompletableFuture<ResponseEntity<Object>> post(HttpServletRequest request, Caller caller) throws IOException {
		Format format = Format.of(String.valueOf(request.getContentType()));
		refuseEncoded(request.getHeader(HttpHeaders.CONTENT_ENCODING));
		var ticket = admission.open();
		try {
			Submission submission = format.read(reader, bodies.read(request, ticket), mostEvents);
			return intake.take(new Sender(caller.source(), caller::maySend), submission.readings())
					.thenApply(outcomes -> answers.of(submission, outcomes))
					.whenComplete((_, _) -> ticket.release());
		} catch (IOException | RuntimeException e) {
			ticket.release();
			throw e;
		}
	}

	private static void refuseEncoded(@Nullable String encoding) {
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			throw Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-encoding",
					"The Content-Encoding '%s' is not known here; send the body as it is.".formatted(encoding));
		}
	}
}
