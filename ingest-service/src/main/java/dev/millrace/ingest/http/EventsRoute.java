package dev.millrace.ingest.http;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
	private final LateAnswers late;

	EventsRoute(Intake intake, Formats formats, BodyReader bodies, Admission admission, Answers answers,
			LateAnswers late) {
		this.intake = intake;
		this.formats = formats;
		this.bodies = bodies;
		this.admission = admission;
		this.answers = answers;
		this.late = late;
	}

	@PostMapping("/v1/events")
	@RequiresScope(Scope.EVENTS_WRITE)
	void post(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
		take(request, response, caller, formats.of(request));
	}

	@PostMapping("/v1/events/{type}")
	@RequiresScope(Scope.EVENTS_WRITE)
	void post(@PathVariable String type, HttpServletRequest request, HttpServletResponse response, Caller caller)
			throws IOException {
		var contentType = Optional.ofNullable(request.getContentType());
		take(request, response, caller, formats.dataOf(TypedEvent.attributes(type, request), contentType));
	}

	private void take(HttpServletRequest request, HttpServletResponse response, Caller caller, Format format)
			throws IOException {
		var trace = TraceContext.of(request);
		var preference = Preference.of(request);
		var ticket = admission.open();
		try {
			Submission submission = trace.addTo(format.read(bodies.read(request, ticket)));
			var producer = new Producer(caller.keyId(), caller.source(), caller::maySend);
			var answer = intake.take(producer, submission.readings())
					.thenApply(outcomes -> {
						Answers.count(outcomes).addTo(request);
						return answers.of(submission, outcomes, preference);
					})
					.whenComplete((_, _) -> ticket.release());
			late.send(answer, request, response);
		} catch (IOException | RuntimeException e) {
			ticket.release();
			throw e;
		}
	}
}
