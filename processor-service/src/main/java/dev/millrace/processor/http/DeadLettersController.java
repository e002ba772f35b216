package dev.millrace.processor.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.KeptLetters;
import dev.millrace.processor.KeptLetters.Selection;
import dev.millrace.processor.Place;
import dev.millrace.processor.Redrive;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** Dead letters: looked through, tried again, or given up. */
@RestController
@RequestMapping("/v1/dead-letters")
@RequiresScope(Scope.EVENTS_READ)
class DeadLettersController {

	private static final int UNASKED = 50;
	private static final int MOST = 1000;
	private static final int LONGEST_REASON = 500;
	private static final Set<String> KNOWN = new TreeSet<>(Set.of("reason", "type", "from", "to", "limit", "cursor"));

	private final KeptLetters letters;
	private final Redrive redrive;
	private final Cursors cursors;

	DeadLettersController(KeptLetters letters, Redrive redrive, Cursors cursors) {
		this.letters = letters;
		this.redrive = redrive;
		this.cursors = cursors;
	}

	@GetMapping
	Map<String, Object> list(HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		Parameters.requireKnown(parameters, KNOWN);
		var selection = new Selection(Parameters.attribute(parameters, "reason"),
				Parameters.attribute(parameters, "type"), ListQuestion.instant(parameters, "from"),
				ListQuestion.instant(parameters, "to"));
		requireOrder(selection);
		byte[] list = Cursors.nameOf("dead-letters", selection.reason(), selection.type(), selection.from(),
				selection.to());
		var after = Parameters.text(parameters, "cursor")
				.map(cursor -> cursors.read(cursor, list)
						.orElseThrow(() -> ListQuestion.refused("cursor",
								"one that a list with the same 'reason', 'type', 'from' and 'to' answered, unchanged")));
		var page = letters.list(selection, after, Parameters.number(parameters, "limit", MOST).orElse(UNASKED));
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("deadLetters", page.letters().stream().map(LetterViews::of).toList());
		page.next().ifPresent(place -> view.put("cursor", cursors.write(place, list)));
		return view;
	}

	private static void requireOrder(Selection selection) {
		if (selection.from().isPresent() && selection.to().isPresent()
				&& !selection.from().get().isBefore(selection.to().get())) {
			throw ListQuestion.refused("from", "an instant before 'to'");
		}
	}

	@GetMapping("/{id}")
	Map<String, Object> letter(@PathVariable String id) {
		Parameters.requireId(id);
		return LetterViews.of(letters.find(id).orElseThrow(DeadLettersController::unknown));
	}

	/** To be saved, never shown: nobody knows what they are. */
	@GetMapping("/{id}/bytes")
	ResponseEntity<byte[]> bytes(@PathVariable String id) {
		Parameters.requireId(id);
		byte[] bytes = letters.bytes(id).orElseThrow(DeadLettersController::unknown);
		return ResponseEntity.ok()
				.contentType(MediaType.APPLICATION_OCTET_STREAM)
				.header(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment().filename("record.bin").build().toString())
				.header("X-Content-Type-Options", "nosniff")
				.body(bytes);
	}

	@PostMapping(path = "/redrive", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope(Scope.ADMIN)
	Map<String, Object> redrive(HttpServletRequest request, Caller caller) throws IOException {
		var body = JsonBody.read(request, RedriveBody.class);
		body.require();
		List<String> ids = Optional.ofNullable(body.ids()).orElseGet(() -> selected(body));
		List<Map<String, Object>> results = ids.stream()
				.distinct()
				.map(id -> LetterViews.of(id,
						body.isDry() ? redrive.foresee(id) : redrive.redrive(id, caller.keyId())))
				.toList();
		return Map.of("dryRun", body.isDry(), "results", results);
	}

	private List<String> selected(RedriveBody body) {
		Selection selection = Optional.ofNullable(body.filter()).orElseThrow().selection();
		List<String> ids = new ArrayList<>();
		Optional<Place> after = Optional.empty();
		do {
			var page = letters.list(selection, after, body.most());
			page.letters().stream().map(KeptLetter::id).forEach(ids::add);
			after = page.next();
		} while (after.isPresent() && ids.size() < body.most());
		return ids.subList(0, Math.min(ids.size(), body.most()));
	}

	@DeleteMapping("/{id}")
	@RequiresScope(Scope.ADMIN)
	ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request, Caller caller) {
		Parameters.requireId(id);
		Parameters.requireKnown(request.getParameterMap(), Set.of("reason"));
		String reason = Parameters.text(request.getParameterMap(), "reason")
				.filter(text -> text.length() <= LONGEST_REASON)
				.orElseThrow(() -> ListQuestion.refused("reason",
						"given: 1 to %d characters that say why nobody wants the letter".formatted(LONGEST_REASON)));
		if (!redrive.delete(id, caller.keyId(), reason)) {
			throw unknown();
		}
		return ResponseEntity.noContent().build();
	}

	private static Refusal unknown() {
		return Refusal.of(HttpStatus.NOT_FOUND, "unknown-dead-letter",
				"There is no dead letter of this id, or none any more.");
	}
}
