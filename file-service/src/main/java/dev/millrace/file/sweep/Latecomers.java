package dev.millrace.file.sweep;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.millrace.file.FileStatus;
import dev.millrace.file.FileStore;
import dev.millrace.file.Keys;
import dev.millrace.file.Objects;
import dev.millrace.file.StoredFile;

/** Files that stand where they should not stand so long. */
final class Latecomers {

	private static final int MOST = 200;

	private final FileStore store;
	private final Objects objects;
	private final Remedies remedies;
	private final Mender mender;
	private final SweepSettings settings;
	private final InstantSource clock;
	private final Map<String, String> places = new HashMap<>();
	private final Backoff backoff;

	Latecomers(FileStore store, Objects objects, Remedies remedies, Mender mender, SweepSettings settings,
			InstantSource clock) {
		this.store = store;
		this.objects = objects;
		this.remedies = remedies;
		this.mender = mender;
		this.settings = settings;
		this.clock = clock;
		this.backoff = new Backoff(settings.every());
	}

	/** What waits for other services comes last: where those do not answer it takes long, and the rest would wait for it. */
	void sweep() {
		Instant now = clock.instant();
		Instant graced = now.minus(settings.grace());
		for (String id : page("uploading", from -> store.madeBefore(FileStatus.UPLOADING, from, graced, MOST))) {
			store.find(id)
					.filter(file -> file.status() == FileStatus.UPLOADING)
					.ifPresent(file -> uploading(file, now));
		}
		Instant stuck = now.minus(settings.stuckAfter());
		for (FileStatus status : new FileStatus[]{FileStatus.RECEIVED, FileStatus.PROCESSING}) {
			for (String id : page(status.word(), from -> store.madeBefore(status, from, stuck, MOST))) {
				store.find(id)
						.filter(file -> file.status() == status && stands(file, stuck))
						.ifPresent(file -> mender.mend(Trouble.STUCK, id, () -> remedies.takeUp(file)));
			}
		}
		for (String id : page("duties", from -> store.withDuties(from, MOST))) {
			if (backoff.isDue(id, now)) {
				store.find(id)
						.filter(file -> file.owes() && stands(file, now.minus(settings.every())))
						.ifPresent(file -> mender.mend(Trouble.DUTY_LEFT, id, () -> fulfil(file)));
			}
		}
	}

	private void fulfil(StoredFile file) {
		if (remedies.fulfil(file)) {
			backoff.done(file.id());
		} else {
			backoff.failed(file.id(), clock.instant());
		}
	}

	/** Each sweep goes on where the last one had enough, so that the oldest, of which nothing may be mendable, keep no younger one waiting. */
	private List<String> page(String of, Function<Optional<String>, List<String>> ids) {
		var page = ids.apply(Optional.ofNullable(places.get(of)));
		if (page.size() < MOST) {
			places.remove(of);
		} else {
			places.put(of, page.getLast());
		}
		return page;
	}

	private static boolean stands(StoredFile file, Instant since) {
		return !file.progress().since().isAfter(since);
	}

	private void uploading(StoredFile file, Instant now) {
		var content = objects.look(Keys.content(file.id()));
		if (content.isPresent()) {
			content.filter(found -> found.writtenAt().isBefore(now.minus(settings.grace())))
					.ifPresent(_ -> mender.mend(Trouble.NOTICE_LOST, file.id(), () -> remedies.receive(file)));
		} else if (file.upload().expiresAt().isBefore(now)) {
			mender.mend(Trouble.UPLOAD_ABANDONED, file.id(), () -> remedies.giveUp(file));
		}
	}
}
