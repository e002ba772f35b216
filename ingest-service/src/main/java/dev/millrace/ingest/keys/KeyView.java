package dev.millrace.ingest.keys;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.limits.RateLimit;

/**
 * A key as it is shown.
 *
 * @param key the whole key, when it is made and never again
 * @param status active, expired or revoked
 * @param types that it may send; none stands for all
 * @param rateLimit its own; none stands for the service's default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyView(String id, @Nullable String key, String name, String status, List<String> scopes,
		@Nullable String defaultSource, List<String> types, @Nullable Limit rateLimit, String createdAt,
		@Nullable String expiresAt, @Nullable String revokedAt) {

	/** A key's own limit, as it is given. */
	record Limit(int perSecond, int burst) {

		private static Limit of(RateLimit limit) {
			return new Limit(limit.refill(), limit.burst());
		}
	}

	static KeyView of(StoredKey key, Instant now) {
		String status = key.revokedAt().isPresent() ? "revoked" : key.isExpired(now) ? "expired" : "active";
		return new KeyView(key.id(), null, key.name(), status,
				key.scopes().stream().sorted().map(Scope::word).toList(), key.defaultSource().orElse(null),
				key.types(), key.rateLimit().map(Limit::of).orElse(null), key.createdAt().toString(),
				key.expiresAt().map(Instant::toString).orElse(null),
				key.revokedAt().map(Instant::toString).orElse(null));
	}

	KeyView with(ApiKey made) {
		return new KeyView(id, made.text(), name, status, scopes, defaultSource, types, rateLimit, createdAt,
				expiresAt, revokedAt);
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "KeyView[id=%s, name=%s, status=%s]".formatted(id, name, status);
	}
}
