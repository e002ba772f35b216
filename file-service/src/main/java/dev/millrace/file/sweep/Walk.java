package dev.millrace.file.sweep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

import dev.millrace.file.FileStatus;
import dev.millrace.file.FileStore;
import dev.millrace.file.Generation;
import dev.millrace.file.Keys;
import dev.millrace.file.Objects;
import dev.millrace.file.StoredFile;

/** The whole bucket against the table, and the table against the bucket; page by page, from where the last one stopped. */
final class Walk {

	private static final int PAGE = 100;

	private final FileStore store;
	private final Objects objects;
	private final Remedies remedies;
	private final Mender mender;
	private final SweepSettings settings;
	private final InstantSource clock;
	private final Pause pause;
	/** Since the last pause. */
	private int asked;

	Walk(FileStore store, Objects objects, Remedies remedies, Mender mender, SweepSettings settings,
			InstantSource clock,
			Pause pause) {
		this.store = store;
		this.objects = objects;
		this.remedies = remedies;
		this.mender = mender;
		this.settings = settings;
		this.clock = clock;
		this.pause = pause;
	}

	/** Waits, or breaks off where the service stops. */
	@FunctionalInterface
	interface Pause {
		void of(Duration time) throws InterruptedException;
	}

	void walk() throws InterruptedException {
		along(Keys.UPLOADS, place -> objectsAt(Keys.UPLOADS, place));
		along(Keys.DERIVATIVES, place -> objectsAt(Keys.DERIVATIVES, place));
		along("rows", this::rowsAt);
	}

	/** Keeps its place after each page, and its pace. */
	private void along(String way, Function<Optional<String>, Optional<String>> page) throws InterruptedException {
		var place = store.place(way);
		do {
			asked = 0;
			place = page.apply(place);
			store.keepPlace(way, place);
			pause.of(Duration.ofSeconds(1).multipliedBy(Math.max(PAGE, asked)).dividedBy(settings.perSecond()));
		} while (place.isPresent());
	}

	private Optional<String> objectsAt(String prefix, Optional<String> place) {
		var page = objects.list(prefix, place, PAGE);
		Instant then = clock.instant().minus(settings.grace());
		page.objects().stream().filter(found -> found.writtenAt().isBefore(then)).forEach(found -> {
			Keys.fileOfContent(found.key()).ifPresent(id -> content(id, found, then));
			Keys.fileOfDerivative(found.key()).ifPresent(id -> derivative(id, found));
		});
		return page.next();
	}

	private void content(String id, Objects.Found found, Instant then) {
		var file = store.find(id);
		if (file.isEmpty()) {
			mender.mend(Trouble.OBJECT_WITHOUT_ROW, found.key(), () -> remedies.bringContent(id));
		} else if (file.get().discarded()) {
			mender.mend(Trouble.OBJECT_OF_DELETED, found.key(), () -> remedies.remove(found.key()));
		} else if (isAtRest(file.get(), then) && isOther(file.get(), found)) {
			// The row was read after the page, and may speak of what came since: what lies there now decides.
			look(found.key()).filter(now -> isOther(file.get(), now))
					.ifPresent(now -> mender.mend(Trouble.CONTENT_REPLACED, id,
							() -> remedies.replace(file.get(), now)));
		}
	}

	private static boolean isAtRest(StoredFile file, Instant then) {
		return file.status().isFinal() && file.progress().since().isBefore(then);
	}

	private static boolean isOther(StoredFile file, Objects.Found found) {
		return file.status() == FileStatus.DELETED
				|| file.generation().filter(known -> !known.isOf(found.bytes(), found.eTag())).isPresent();
	}

	private void derivative(String id, Objects.Found found) {
		boolean counts = store.find(id)
				.filter(file -> file.status() != FileStatus.DELETED)
				.flatMap(StoredFile::generation)
				.filter(generation -> found.key().startsWith(Keys.derivatives(id, generation)))
				.isPresent();
		if (!counts) {
			mender.mend(Trouble.DERIVATIVE_WITHOUT_FILE, found.key(), () -> remedies.remove(found.key()));
		}
	}

	private Optional<String> rowsAt(Optional<String> place) {
		var page = store.sweep(place, PAGE);
		Instant then = clock.instant().minus(settings.grace());
		page.files()
				.stream()
				.filter(file -> isAtRest(file, then) && file.status() != FileStatus.DELETED)
				.forEach(this::row);
		return page.next();
	}

	private void row(StoredFile file) {
		if (isMissing(Keys.content(file.id()))) {
			mender.mend(Trouble.ROW_WITHOUT_OBJECT, file.id(), () -> remedies.bury(file));
		} else if (file.generation().filter(content -> lacks(file, content)).isPresent()) {
			mender.mend(Trouble.DERIVATIVE_MISSING, file.id(), () -> remedies.renew(file));
		}
	}

	private boolean lacks(StoredFile file, Generation content) {
		return file.finding()
				.derivatives()
				.stream()
				.anyMatch(made -> isMissing(Keys.derivatives(file.id(), content) + made.name()));
	}

	private boolean isMissing(String key) {
		return look(key).isEmpty();
	}

	private Optional<Objects.Found> look(String key) {
		asked++;
		return objects.look(key);
	}
}
