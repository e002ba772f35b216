package dev.millrace.web.keys;

import java.util.Optional;

/** Finds the key of an id, wherever keys are kept. */
@FunctionalInterface
public interface KeyLookup {

	/**
	 * The key as it stands now, revoked and expired ones included.
	 *
	 * @throws KeysUnavailable where that cannot be said; in at most five seconds
	 */
	Optional<StoredKey> find(String id);
}
