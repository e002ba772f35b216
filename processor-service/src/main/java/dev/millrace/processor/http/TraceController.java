package dev.millrace.processor.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.processor.Checkpointed;
import dev.millrace.processor.EventTraces;
import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.KeptLetters;
import dev.millrace.processor.StoredTrace;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** The life of an event: how it came, and where it ended. */
@RestController
@RequiresScope(Scope.EVENTS_READ)
class TraceController {

	private final EventTraces traces;
	private final KeptLetters letters;
	private final Checkpointed checkpoints;

	TraceController(EventTraces traces, KeptLetters letters, Checkpointed checkpoints) {
		this.traces = traces;
		this.letters = letters;
		this.checkpoints = checkpoints;
	}

	@GetMapping("/v1/events/{id}/trace")
	Map<String, Object> trace(@PathVariable String id, HttpServletRequest request) {
		Parameters.requireId(id);
		Parameters.requireKnown(request.getParameterMap(), Set.of("source"));
		Optional<String> source = Parameters.attribute(request.getParameterMap(), "source");
		List<StoredTrace> stored = traces.of(id, source);
		List<KeptLetter> dead = letters.ofEvent(id)
				.stream()
				.filter(letter -> source.isEmpty() || sourceOf(letter).equals(source))
				.toList();
		List<String> sources = Stream.concat(stored.stream().map(StoredTrace::source),
				dead.stream().flatMap(letter -> sourceOf(letter).stream())).distinct().sorted().toList();
		return switch (sources.size()) {
			case 0 -> throw Refusal.of(HttpStatus.NOT_FOUND, "unknown-event",
					"There is no event of this id. One that was just accepted may take a moment to arrive.");
			case 1 -> view(id, sources.getFirst(), stored.stream().findFirst(), dead);
			default -> throw Refusal.of(HttpStatus.CONFLICT, "ambiguous-id",
					"Several sources have an event of this id; say which one with the parameter 'source'.",
					Map.of("sources", sources));
		};
	}

	private static Optional<String> sourceOf(KeptLetter letter) {
		return letter.event().map(KeptLetter.Subject::source);
	}

	private Map<String, Object> view(String id, String source, Optional<StoredTrace> stored,
			List<KeptLetter> dead) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("id", id);
		view.put("source", source);
		view.put("state", stored.isPresent() ? "stored" : "dead-lettered");
		stored.ifPresent(trace -> view.put("stored", view(trace)));
		stored.filter(StoredTrace::told).ifPresent(trace -> view.put("published", published(trace)));
		view.put("deadLetters", dead.stream().map(LetterViews::of).toList());
		return view;
	}

	private static Map<String, Object> view(StoredTrace trace) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("type", trace.type());
		view.put("receivedAt", trace.receivedAt());
		view.put("shardId", trace.shard());
		view.put("sequenceNumber", trace.sequenceNumber());
		view.put("subsequenceNumber", trace.subsequenceNumber());
		trace.storedAt().ifPresent(at -> view.put("storedAt", at));
		view.put("attempts", trace.attempts());
		return view;
	}

	/** A record is checkpointed only when its event is published, so that nothing has to be written for it. */
	private Map<String, Object> published(StoredTrace trace) {
		Map<String, Object> view = new LinkedHashMap<>();
		trace.storedAt().ifPresent(at -> view.put("notBefore", at));
		checkpoints.isDone(trace.shard(), trace.sequenceNumber()).ifPresent(done -> view.put("confirmed", done));
		return view;
	}
}
