package dev.millrace.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.KeyLookup;
import dev.millrace.web.keys.KeysUnavailable;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.limits.RateLimit;

/** Keys of every sort; a key's digits are its name for the tests. */
final class KeysOfTheTests implements KeyLookup {

	static final String READER = key('1');
	static final String WRITER = key('2');
	static final String SLOW = key('3');
	static final String REVOKED = key('4');
	static final String EXPIRED = key('5');
	/** Of which the table does not say anything. */
	static final String AWAY = key('6');
	static final String UNKNOWN = key('7');

	private final Map<String, StoredKey> keys = Map.of(id(READER), stored(READER, Scope.EVENTS_READ), id(WRITER),
			stored(WRITER, Scope.EVENTS_WRITE), id(SLOW),
			stored(SLOW, Scope.EVENTS_READ, Optional.of(new RateLimit(1, 2)), Optional.empty(), Optional.empty()),
			id(REVOKED),
			stored(REVOKED, Scope.EVENTS_READ, Optional.empty(), Optional.empty(), Optional.of(Instant.EPOCH)),
			id(EXPIRED),
			stored(EXPIRED, Scope.EVENTS_READ, Optional.empty(), Optional.of(Instant.EPOCH), Optional.empty()));

	private static String key(char digit) {
		return "mr_" + String.valueOf(digit).repeat(16) + "_" + String.valueOf(digit).repeat(64);
	}

	static String id(String key) {
		return ApiKey.parse(key).orElseThrow().id();
	}

	private static StoredKey stored(String key, Scope scope) {
		return stored(key, scope, Optional.empty(), Optional.empty(), Optional.empty());
	}

	private static StoredKey stored(String text, Scope scope, Optional<RateLimit> limit, Optional<Instant> expires,
			Optional<Instant> revoked) {
		ApiKey key = ApiKey.parse(text).orElseThrow();
		return new StoredKey(key.id(), key.hash(), "tests", Set.of(scope), Optional.empty(), List.of(), limit,
				Instant.EPOCH, expires, revoked);
	}

	@Override
	public Optional<StoredKey> find(String id) {
		if (id.equals(id(AWAY))) {
			throw new KeysUnavailable("secret internals", new IllegalStateException());
		}
		return Optional.ofNullable(keys.get(id));
	}
}
