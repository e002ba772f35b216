package dev.millrace.web.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys as they were a moment ago. One request reads a key anew when its time is over, while others go on with what is
 * known, for no longer than a read takes. Where the table does not answer, known keys count on within a bound, and of all
 * others nothing is said.
 */
final class KeyCache implements KeyLookup {

	/** The longest that a read takes: {@link KeyLookup#find}. */
	static final Duration READ = Duration.ofSeconds(5);
	/** Between two tries at a table that does not answer, for each key. */
	static final Duration TRY_AGAIN = Duration.ofSeconds(5);

	private static final Logger log = LoggerFactory.getLogger(KeyCache.class);

	private final KeyLookup table;
	private final KeySettings settings;
	private final InstantSource clock;
	private final Cache<String, Entry> known;
	/** Apart from the known ones: whoever tries ids at random pushes out none of those. */
	private final Cache<String, Entry> unknown;
	private final ConcurrentMap<String, CompletableFuture<Optional<StoredKey>>> underWay = new ConcurrentHashMap<>();

	KeyCache(KeyLookup table, KeySettings settings, InstantSource clock) {
		this.table = table;
		this.settings = settings;
		this.clock = clock;
		this.known = Caffeine.newBuilder().maximumSize(settings.cached()).executor(Runnable::run).build();
		this.unknown = Caffeine.newBuilder().maximumSize(settings.cached()).executor(Runnable::run).build();
	}

	@Override
	public Optional<StoredKey> find(String id) {
		Entry entry = entry(id);
		if (entry != null && clock.instant().isBefore(entry.askAgainAt())) {
			return entry.key();
		}
		var mine = new CompletableFuture<Optional<StoredKey>>();
		var others = underWay.putIfAbsent(id, mine);
		if (others == null) {
			return readAs(mine, id, entry);
		}
		return entry != null && countsMeanwhile(entry) ? entry.key() : join(others);
	}

	/** Forgets what is known of a key, here; other instances notice in their time. */
	void forget(String id) {
		known.invalidate(id);
		unknown.invalidate(id);
	}

	private @Nullable Entry entry(String id) {
		Entry entry = known.getIfPresent(id);
		return entry != null ? entry : unknown.getIfPresent(id);
	}

	private Optional<StoredKey> readAs(CompletableFuture<Optional<StoredKey>> mine, String id,
			@Nullable Entry before) {
		try {
			var key = read(id, before);
			mine.complete(key);
			return key;
		} catch (RuntimeException | Error e) {
			mine.completeExceptionally(e);
			throw e;
		} finally {
			underWay.remove(id, mine);
		}
	}

	private Optional<StoredKey> read(String id, @Nullable Entry before) {
		Instant asked = clock.instant();
		try {
			var key = table.find(id);
			remember(id, key, asked);
			return key;
		} catch (KeysUnavailable e) {
			if (before == null || !countsInSpiteOf(before)) {
				throw e;
			}
			log.warn("Key {} counts as it was at {}, because the table does not answer: {}", id, before.readAt(),
					e.getMessage());
			known.put(id, new Entry(before.key(), before.readAt(), clock.instant().plus(TRY_AGAIN), true));
			return before.key();
		}
	}

	/** The time counts from before the read: what it brought may be as old as that. */
	private void remember(String id, Optional<StoredKey> key, Instant asked) {
		if (key.isPresent()) {
			unknown.invalidate(id);
			known.put(id, new Entry(key, asked, asked.plus(settings.freshFor()), false));
		} else {
			known.invalidate(id);
			unknown.put(id, new Entry(key, asked, asked.plus(settings.unknownFor()), false));
		}
	}

	private boolean countsInSpiteOf(Entry entry) {
		return entry.key().isPresent() && clock.instant().isBefore(entry.readAt().plus(settings.staleFor()));
	}

	private boolean countsMeanwhile(Entry entry) {
		boolean justOver = clock.instant().isBefore(entry.readAt().plus(settings.freshFor()).plus(READ));
		return entry.key().isPresent() && (justOver || (entry.unanswered() && countsInSpiteOf(entry)));
	}

	private static Optional<StoredKey> join(CompletableFuture<Optional<StoredKey>> others) {
		try {
			return others.join();
		} catch (CompletionException e) {
			throw e.getCause() instanceof KeysUnavailable unavailable ? unavailable : e;
		}
	}

	/**
	 * What is known of one id.
	 *
	 * @param readAt since when
	 * @param askAgainAt when to look again
	 * @param unanswered whether the last look brought nothing
	 */
	private record Entry(Optional<StoredKey> key, Instant readAt, Instant askAgainAt, boolean unanswered) {}
}
