package dev.millrace.web.keys;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Says whether a key that is shown is good. */
public final class KeyRing {

	private static final Verdict UNKNOWN = new Verdict.Bad("invalid-key", "There is no such key.");
	private static final Verdict REVOKED = new Verdict.Bad("revoked-key", "This key was revoked.");
	private static final Verdict EXPIRED = new Verdict.Bad("expired-key", "The time of this key is over.");

	private final Optional<StoredKey> bootstrap;
	private final KeyCache cache;
	private final InstantSource clock;

	KeyRing(Optional<StoredKey> bootstrap, KeyCache cache, InstantSource clock) {
		this.bootstrap = bootstrap;
		this.cache = cache;
		this.clock = clock;
	}

	/**
	 * Judges a key. That one is revoked or expired is told to its owner alone: whoever shows a wrong secret learns no more
	 * than that it is wrong.
	 *
	 * @throws KeysUnavailable where the table does not answer and the key is not known from before
	 */
	public Verdict judge(ApiKey shown) {
		Optional<StoredKey> stored = bootstrap.filter(key -> key.id().equals(shown.id()))
				.or(() -> cache.find(shown.id()));
		if (stored.isEmpty() || !equal(stored.get().hash(), shown.hash())) {
			return UNKNOWN;
		}
		StoredKey key = stored.get();
		if (key.revokedAt().isPresent()) {
			return REVOKED;
		}
		return key.isExpired(clock.instant()) ? EXPIRED : new Verdict.Good(key);
	}

	/** Whether this is the id of the key that stands in the settings, which no call revokes. */
	public boolean isBootstrap(String id) {
		return bootstrap.filter(key -> key.id().equals(id)).isPresent();
	}

	/** Looks at the table again when this key is shown next, so that its revocation takes effect here at once. */
	public void forget(String id) {
		cache.forget(id);
	}

	private static boolean equal(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
	}
}
