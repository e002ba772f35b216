package dev.millrace.web.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where keys are kept. Each call throws {@link KeysUnavailable} where the store does not answer. */
public interface KeyStore extends KeyLookup {

	/** Keeps a new key. Its id was drawn from 64 random bits; one that is taken already is a failure of the caller. */
	void add(StoredKey key);

	/**
	 * Revokes a key for good; one that is revoked already stays as it is.
	 *
	 * @return whether there is such a key
	 */
	boolean revoke(String id, Instant at);

	/**
	 * Some of the keys, in an order of the store's own that stays the same.
	 *
	 * @param after the last id of the page before
	 * @param limit of the page, 1 or more
	 */
	Page list(Optional<String> after, int limit);

	/**
	 * Some keys.
	 *
	 * @param more whether there are others after the last of these
	 */
	record Page(List<StoredKey> keys, boolean more) {

		public Page {
			keys = List.copyOf(keys);
		}
	}
}
