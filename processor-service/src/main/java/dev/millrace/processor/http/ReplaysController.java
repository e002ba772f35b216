package dev.millrace.processor.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.processor.Replay;
import dev.millrace.processor.Replays;
import dev.millrace.processor.Replays.Answer;
import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.Caller;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.problem.Refusal;

/** Replays: asked for, looked at, cancelled. */
@RestController
@RequestMapping("/v1/replays")
@RequiresScope(Scope.ADMIN)
class ReplaysController {

	private final Replays replays;

	ReplaysController(Replays replays) {
		this.replays = replays;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> begin(HttpServletRequest request, Caller caller) throws IOException {
		var plan = JsonBody.read(request, ReplayBody.class).plan();
		return switch (replays.begin(plan, caller.keyId())) {
			case Answer.Begun(var replay) -> ResponseEntity.accepted()
					.location(URI.create("/v1/replays/" + replay.id()))
					.body(ReplayViews.of(replay));
			case Answer.TooMany(int running) -> throw Refusal.of(HttpStatus.CONFLICT, "too-many-replays",
					"%d replays run, which is as many as may at a time. Wait for one, or cancel it."
							.formatted(running));
			case Answer.Refused(var member, var rule) -> throw JsonBody.invalid(JsonBody.pointer(member), rule);
		};
	}

	@GetMapping
	Map<String, Object> list(HttpServletRequest request) {
		Parameters.requireKnown(request.getParameterMap(), Set.of());
		List<Map<String, Object>> views = replays.all().stream().map(ReplayViews::of).toList();
		return Map.of("replays", views);
	}

	@GetMapping("/{id}")
	Map<String, Object> replay(@PathVariable String id) {
		Parameters.requireId(id);
		Replay replay = replays.find(id).orElseThrow(ReplaysController::unknown);
		return ReplayViews.of(replay);
	}

	@DeleteMapping("/{id}")
	ResponseEntity<Void> cancel(@PathVariable String id, Caller caller) {
		Parameters.requireId(id);
		if (!replays.cancel(id, caller.keyId())) {
			throw unknown();
		}
		return ResponseEntity.noContent().build();
	}

	private static Refusal unknown() {
		return Refusal.of(HttpStatus.NOT_FOUND, "unknown-replay",
				"There is no replay of this id. One that ended long ago is forgotten.");
	}
}
