package dev.millrace.processor.http;

import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.EventQueries.Lookup;
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
	private final Export export;

	EventsController(EventQueries queries, Cursors cursors, Export export) {
		this.queries = queries;
		this.cursors = cursors;
		this.export = export;
	}

	@GetMapping("/{id}")
	ResponseEntity<byte[]> event(@PathVariable String id, HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		Parameters.requireKnown(parameters, Set.of("source"));
		Parameters.requireId(id);
		return switch (queries.byId(id, Parameters.attribute(parameters, "source"))) {
			case Lookup.Found(var document) -> ResponseEntity.ok().contentType(CLOUD_EVENT).body(document);
			case Lookup.Ambiguous(var sources) -> throw Refusal.of(HttpStatus.CONFLICT, "ambiguous-id",
					"Several sources have an event of this id; say which one with the parameter 'source'.",
					Map.of("sources", sources));
			case Lookup.Unknown() -> throw Refusal.of(HttpStatus.NOT_FOUND, "unknown-event",
					"There is no event of this id. One that was just accepted may take a moment to arrive.");
		};
	}

	/** Null where the answer is a stream of lines, which is written by the time this ends. */
	@GetMapping
	@Nullable
	ResponseEntity<byte[]> events(HttpServletRequest request, HttpServletResponse response) {
		ListFormat format = ListFormat.of(request);
		var question = ListQuestion.of(request.getParameterMap(), format);
		var after = question.cursor().map(cursor -> place(cursor, question));
		if (format == ListFormat.LINES) {
			export.write(question, after, request, response);
			return null;
		}
		var page = queries.list(question.filter(), question.order(), after, question.limit());
		var next = page.next().map(place -> cursors.write(place, question.filter(), question.order()));
		var documents = question.fields()
				.map(fields -> page.documents().stream().map(fields::of).toList())
				.orElse(page.documents());
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(PageBody.of(documents, next));
	}

	private Place place(String cursor, ListQuestion question) {
		return cursors.read(cursor, question.filter(), question.order())
				.orElseThrow(() -> ListQuestion.refused("cursor",
						"one that a list with the same 'type', 'source', 'from', 'to' and 'order' answered, unchanged"));
	}
}
