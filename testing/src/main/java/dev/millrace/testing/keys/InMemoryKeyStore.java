package dev.millrace.testing.keys;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.millrace.web.keys.KeyStore;
import dev.millrace.web.keys.StoredKey;

/** Keys in memory, in the order of their ids. */
public final class InMemoryKeyStore implements KeyStore {

	private final NavigableMap<String, StoredKey> keys = new ConcurrentSkipListMap<>();

	@Override
	public Optional<StoredKey> find(String id) {
		return Optional.ofNullable(keys.get(id));
	}

	@Override
	public void add(StoredKey key) {
		if (keys.putIfAbsent(key.id(), key) != null) {
			throw new IllegalStateException("The id of a new key is taken");
		}
	}

	@Override
	public boolean revoke(String id, Instant at) {
		return keys.computeIfPresent(id, (_, key) -> revoked(key, key.revokedAt().orElse(at))) != null;
	}

	@Override
	public Page list(Optional<String> after, int limit) {
		List<StoredKey> rest = List.copyOf(after.map(id -> keys.tailMap(id, false)).orElse(keys).values());
		return new Page(rest.subList(0, Math.min(limit, rest.size())), rest.size() > limit);
	}

	private static StoredKey revoked(StoredKey key, Instant at) {
		return new StoredKey(key.id(), key.hash(), key.name(), key.scopes(), key.defaultSource(), key.types(),
				key.rateLimit(), key.createdAt(), key.expiresAt(), Optional.of(at));
	}
}
