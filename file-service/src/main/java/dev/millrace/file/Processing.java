package dev.millrace.file;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each notice to its end: content is looked into effectively once, and the row says what came of it. */
public final class Processing {

	private static final Logger log = LoggerFactory.getLogger(Processing.class);
	private static final Verdict DONE = new Verdict.Done();
	private static final Duration UNAVAILABLE = Duration.ofSeconds(5);

	private final FileStore store;
	private final Objects objects;
	private final Examination examination;
	private final Duties duties;
	private final FileSettings settings;
	private final InstantSource clock;

	Processing(FileStore store, Objects objects, Examination examination, Duties duties, FileSettings settings,
			InstantSource clock) {
		this.store = store;
		this.objects = objects;
		this.examination = examination;
		this.duties = duties;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Handles a notice.
	 *
	 * @throws InterruptedException when told to stop; the same notice goes on where this one ended
	 */
	public Verdict handle(Notice notice) throws InterruptedException {
		try {
			return notice.created() ? created(notice) : removed(notice);
		} catch (Unavailable e) {
			log.warn("The notice of {} waits: {}", notice.file(), e.getMessage());
			return new Verdict.Later(UNAVAILABLE);
		}
	}

	private Verdict removed(Notice notice) {
		var known = store.find(notice.file());
		var next = known.isPresent()
				? store.change(notice.file(), file -> file.removed(notice, now()))
				: store.put(StoredFile.removedBefore(notice, unknownUpload(notice), now()));
		if (next.isEmpty() && known.isEmpty()) {
			return removed(notice);
		}
		next.ifPresent(duties::attempt);
		return DONE;
	}

	private Verdict created(Notice notice) throws InterruptedException {
		for (int attempt = 0; attempt < FileStore.MOST_TRIES; attempt++) {
			var file = store.find(notice.file()).or(() -> stray(notice));
			if (file.isEmpty()) {
				return DONE;
			}
			switch (file.get().received(notice, settings.attempts(), now())) {
				case Reception.Stale() -> {
					duties.attempt(file.get());
					return DONE;
				}
				case Reception.Elsewhere() -> {
					return DONE;
				}
				case Reception.Settled(var next) -> {
					var written = store.put(next);
					if (written.isPresent()) {
						duties.attempt(written.get());
						return DONE;
					}
				}
				case Reception.Claimed(var next) -> {
					var written = store.put(next);
					if (written.isPresent()) {
						return examination.of(written.get(), next.generation().orElseThrow());
					}
				}
			}
		}
		return new Verdict.Later(UNAVAILABLE);
	}

	/** Content that no slip asked for, or whose row is lost. */
	private Optional<StoredFile> stray(Notice notice) {
		return objects.look(Keys.content(notice.file()))
				.map(_ -> StoredFile.opened(notice.file(), unknownUpload(notice), now()));
	}

	private Upload unknownUpload(Notice notice) {
		return new Upload(notice.file(), "application/octet-stream", notice.generation().bytes(), Optional.empty(),
				Map.of(), "", now(), Optional.empty());
	}

	private Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}
}
