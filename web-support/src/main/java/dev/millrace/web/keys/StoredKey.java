package dev.millrace.web.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.millrace.web.limits.RateLimit;

/**
 * A key as the service keeps it: all but the secret.
 *
 * @param id what names it
 * @param hash of the secret, as {@link ApiKey#hash()} has it
 * @param name for people, and the source of its events where nothing else says one
 * @param scopes what it may do
 * @param defaultSource the source of events that name none
 * @param types the event types that it may send, as {@link Caller#types()}
 * @param rateLimit its own, else the service's default
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused, if ever
 * @param revokedAt since when it is refused, if it is
 */
public record StoredKey(String id, String hash, String name, Set<Scope> scopes, Optional<String> defaultSource,
		List<String> types, Optional<RateLimit> rateLimit, Instant createdAt, Optional<Instant> expiresAt,
		Optional<Instant> revokedAt) {

	public StoredKey {
		scopes = Set.copyOf(scopes);
		types = List.copyOf(types);
	}

	/** Whether its time is over. */
	public boolean isExpired(Instant now) {
		return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
	}

	/** Whoever shows it. */
	public Caller caller() {
		return new Caller(id, name, scopes, defaultSource, types);
	}
}
