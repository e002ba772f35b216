package dev.millrace.ingest.keys;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import jakarta.servlet.http.HttpServletRequest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.millrace.web.guard.RequiresScope;
import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.KeyRing;
import dev.millrace.web.keys.KeyStore;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.problem.Refusal;

/** {@code /v1/keys}: makes, lists, shows and revokes keys. Only the answer to the making holds the key itself. */
@RestController
@RequestMapping("/v1/keys")
@RequiresScope(Scope.ADMIN)
class KeysRoute {

	private static final int LONGEST_BODY = 64 * 1024;
	private static final int MOST = 100;

	private final KeyStore keys;
	private final KeyRing ring;
	private final InstantSource clock;
	private final RandomGenerator random = new SecureRandom();

	KeysRoute(KeyStore keys, KeyRing ring, InstantSource clock) {
		this.keys = keys;
		this.ring = ring;
		this.clock = clock;
	}

	/** Whoever cannot take the answer is told so before a key is made that nobody would ever see. */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<KeyView> make(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
		if (body.length > LONGEST_BODY) {
			throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "request-too-large",
					"The request has more than %d bytes, which is the limit.".formatted(LONGEST_BODY));
		}
		Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
		NewKey wanted = NewKey.read(body, now);
		ApiKey made = ApiKey.random(random);
		StoredKey stored = wanted.stored(made, now);
		keys.add(stored);
		return ResponseEntity.created(URI.create("/v1/keys/" + made.id()))
				.cacheControl(CacheControl.noStore())
				.body(KeyView.of(stored, now).with(made));
	}

	@GetMapping
	PageView list(@RequestParam Optional<String> limit, @RequestParam Optional<String> cursor) {
		cursor.filter(text -> !ApiKey.isId(text)).ifPresent(_ -> {
			throw invalidParameter("cursor", "one that a list answered");
		});
		var page = keys.list(cursor, limit.map(KeysRoute::limit).orElse(MOST));
		Instant now = clock.instant();
		return new PageView(page.keys().stream().map(key -> KeyView.of(key, now)).toList(),
				page.more() ? page.keys().getLast().id() : null);
	}

	@GetMapping("/{id}")
	KeyView show(@PathVariable String id) {
		return Optional.of(id)
				.filter(ApiKey::isId)
				.flatMap(keys::find)
				.map(key -> KeyView.of(key, clock.instant()))
				.orElseThrow(KeysRoute::unknown);
	}

	/** What this instance knew is forgotten at once; the others notice within 30 s. */
	@DeleteMapping("/{id}")
	ResponseEntity<Void> revoke(@PathVariable String id) {
		if (ring.isBootstrap(id)) {
			throw Refusal.of(HttpStatus.CONFLICT, "bootstrap-key",
					"This key stands in the service's settings: change MILLRACE_BOOTSTRAP_KEY and start it again.");
		}
		if (!ApiKey.isId(id) || !keys.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
			throw unknown();
		}
		ring.forget(id);
		return ResponseEntity.noContent().build();
	}

	private static int limit(String text) {
		if (text.matches("[0-9]{1,3}")) {
			int limit = Integer.parseInt(text);
			if (limit >= 1 && limit <= MOST) {
				return limit;
			}
		}
		throw invalidParameter("limit", "a whole number from 1 to " + MOST);
	}

	private static Refusal invalidParameter(String parameter, String rule) {
		return Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
				"The parameter '%s' must be %s.".formatted(parameter, rule), Map.of("parameter", parameter));
	}

	private static Refusal unknown() {
		return Refusal.of(HttpStatus.NOT_FOUND, "unknown-key", "There is no key of this id.");
	}

	/** @param cursor of the next page, if there is one */
	record PageView(List<KeyView> keys, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cursor) {}
}
