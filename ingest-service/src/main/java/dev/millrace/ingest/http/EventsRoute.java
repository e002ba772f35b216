package dev.millrace.ingest.http;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.ingest.Intake;
import dev.millrace.ingest.Producer;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.limits.RequestLimits;

/** {@code POST /v1/events} takes events, {@code POST /v1/events/{type}} the data of one. */
@RestController
class EventsRoute {

	private final Intake intake;
	private final Formats formats;
	private final Reception reception;
	private final Answers answers;
	private final RequestLimits limits;
	private final int maxRequestBytes;

	EventsRoute(Intake intake, Formats formats, Reception reception, Answers answers, RequestLimits limits,
			HttpProperties properties) {
		this.intake = intake;
		this.formats = formats;
		this.reception = reception;
		this.answers = answers;
		this.limits = limits;
		this.maxRequestBytes = properties.maxRequestBytes();
	}

	@PostMapping("/v1/events")
	@RequiresScope(Scope.EVENTS_WRITE)
	void post(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
		take(request, response, caller, () -> formats.of(request));
	}

	@PostMapping("/v1/events/{type}")
	@RequiresScope(Scope.EVENTS_WRITE)
	void post(@PathVariable String type, HttpServletRequest request, HttpServletResponse response, Caller caller)
			throws IOException {
		take(request, response, caller, () -> formats.dataOf(TypedEvent.attributes(type, request),
				Optional.ofNullable(request.getContentType())));
	}

	private void take(HttpServletRequest request, HttpServletResponse response, Caller caller, Supplier<Format> format)
			throws IOException {
		reception.take(request, response, maxRequestBytes, () -> {
			Format known = format.get();
			return (body, ticket) -> {
				Submission submission = TraceContext.of(request).addTo(known.read(body));
				ticket.admitEvents(submission.readings().size());
				charge(caller, submission.readings().size(), response);
				return answer(caller, submission, request);
			};
		});
	}

	/** The request itself was counted at the door, and with it its first event. */
	private void charge(Caller caller, int events, HttpServletResponse response) {
		if (events > 1) {
			limits.takeMore(caller.keyId(), events - 1L)
					.ifPresent(left -> left.headers().forEach(response::setHeader));
		}
	}

	private CompletableFuture<ResponseEntity<Object>> answer(Caller caller, Submission submission,
			HttpServletRequest request) {
		var preference = Preference.of(request);
		var producer = new Producer(caller.keyId(), caller.source(), caller::maySend);
		return intake.take(producer, submission.readings()).thenApply(outcomes -> {
			Answers.count(outcomes).addTo(request);
			return answers.of(submission, outcomes, preference);
		});
	}
}
