package dev.millrace.processor.http;

import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.EventQueries.Lookup;
import dev.millrace.processor.Filter;
import dev.millrace.processor.Place;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** Stored events: one by its id, or a list of them. Documents go out as the bytes that came in. */
@RestController
@RequestMapping("/v1/events")
@RequiresScope(Scope.EVENTS_READ)
class EventsController {

	private static final MediaType CLOUD_EVENT = MediaType.parseMediaType("application/cloudevents+json");

	private final EventQueries queries;
	private final Cursors cursors;

	EventsController(EventQueries queries, Cursors cursors) {
		this.queries = queries;
		this.cursors = cursors;
	}

	@GetMapping("/{id}")
	ResponseEntity<byte[]> event(@PathVariable String id, HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		Parameters.requireKnown(parameters, Set.of("source"));
		return switch (queries.byId(id, Parameters.text(parameters, "source"))) {
			case Lookup.Found(var document) -> ResponseEntity.ok().contentType(CLOUD_EVENT).body(document);
			case Lookup.Ambiguous(var sources) -> throw Refusal.of(HttpStatus.CONFLICT, "ambiguous-id",
					"Several sources have an event of this id; say which one with the parameter 'source'.",
					Map.of("sources", sources));
			case Lookup.Unknown() -> throw Refusal.of(HttpStatus.NOT_FOUND, "unknown-event",
					"There is no event of this id. One that was just accepted may take a moment to arrive.");
		};
	}

	@GetMapping
	ResponseEntity<byte[]> events(HttpServletRequest request) {
		var question = ListQuestion.of(request.getParameterMap());
		Filter filter = question.filter();
		var after = question.cursor().map(cursor -> place(cursor, filter));
		var page = queries.list(filter, after, question.limit());
		var next = page.next().map(place -> cursors.write(place, filter));
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(PageBody.of(page.documents(), next));
	}

	private Place place(String cursor, Filter filter) {
		return cursors.read(cursor, filter)
				.orElseThrow(() -> ListQuestion.refused("cursor",
						"one that a list with the same 'type', 'source', 'from' and 'to' answered, unchanged"));
	}
}
