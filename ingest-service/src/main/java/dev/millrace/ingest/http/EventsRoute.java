package dev.millrace.ingest.http;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.ingest.Intake;
import dev.millrace.ingest.Producer;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;

/** {@code POST /v1/events} takes events, {@code POST /v1/events/{type}} the data of one. */
@RestController
class EventsRoute {

	private final Intake intake;
	private final Formats formats;
	private final BodyReader bodies;
	private final Admission admission;
	private final Answers answers;

	EventsRoute(Intake intake, Formats formats, BodyReader bodies, Admission admission, Answers answers) {
		this.intake = intake;
		this.formats = formats;
		this.bodies = bodies;
		this.admission = admission;
		this.answers = answers;
	}

	@PostMapping("/v1/events")
	@RequiresScope(Scope.EVENTS_WRITE)
	CompletableFuture<ResponseEntity<Object>> post(HttpServletRequest request, Caller caller) throws IOException {
		return take(request, caller, formats.of(request));
	}

	@PostMapping("/v1/events/{type}")
	@RequiresScope(Scope.EVENTS_WRITE)
	CompletableFuture<ResponseEntity<Object>> post(@PathVariable String type, HttpServletRequest request,
			Caller caller) throws IOException {
		var contentType = Optional.ofNullable(request.getContentType());
		return take(request, caller, formats.dataOf(TypedEvent.attributes(type, request), contentType));
	}

	/** The answer is written by the thread that confirms the last event: none waits for it. */
	private CompletableFuture<ResponseEntity<Object>> take(HttpServletRequest request, Caller caller, Format format)
			throws IOException {
		var trace = TraceContext.of(request);
		var preference = Preference.of(request);
		var ticket = admission.open();
		try {
			Submission submission = trace.addTo(format.read(bodies.read(request, ticket)));
			return intake.take(new Producer(caller.keyId(), caller.source(), caller::maySend), submission.readings())
					.thenApply(outcomes -> {
						Answers.count(outcomes).addTo(request);
						return answers.of(submission, outcomes, preference);
					})
					.whenComplete((_, _) -> ticket.release());
		} catch (IOException | RuntimeException e) {
			ticket.release();
			throw e;
		}
	}
}
