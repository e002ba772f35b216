package dev.millrace.file.sweep;

import java.time.Instant;
import java.time.InstantSource;

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

	Latecomers(FileStore store, Objects objects, Remedies remedies, Mender mender, SweepSettings settings,
			InstantSource clock) {
		this.store = store;
		this.objects = objects;
		this.remedies = remedies;
		this.mender = mender;
		this.settings = settings;
		this.clock = clock;
	}

	void sweep() {
		Instant now = clock.instant();
		for (String id : store.withDuties(MOST)) {
			store.find(id)
					.filter(file -> file.owes() && stands(file, now.minus(settings.every())))
					.ifPresent(file -> mender.mend(Trouble.DUTY_LEFT, id, () -> remedies.fulfil(file)));
		}
		for (String id : store.madeBefore(FileStatus.UPLOADING, now.minus(settings.grace()), MOST)) {
			store.find(id)
					.filter(file -> file.status() == FileStatus.UPLOADING)
					.ifPresent(file -> uploading(file, now));
		}
		for (FileStatus status : new FileStatus[]{FileStatus.RECEIVED, FileStatus.PROCESSING}) {
			for (String id : store.madeBefore(status, now.minus(settings.stuckAfter()), MOST)) {
				store.find(id)
						.filter(file -> file.status() == status && stands(file, now.minus(settings.stuckAfter())))
						.ifPresent(file -> mender.mend(Trouble.STUCK, id, () -> remedies.takeUp(file)));
			}
		}
	}

	private static boolean stands(StoredFile file, Instant since) {
		return !file.progress().since().isAfter(since);
	}

	private void uploading(StoredFile file, Instant now) {
		var content = objects.look(Keys.content(file.id()));
		if (content.isPresent()) {
			content.filter(found -> found.writtenAt().isBefore(now.minus(settings.grace())))
					.ifPresent(_ -> mender.mend(Trouble.NOTICE_LOST, file.id(), () -> remedies.bring(file)));
		} else if (file.upload().expiresAt().isBefore(now)) {
			mender.mend(Trouble.UPLOAD_ABANDONED, file.id(), () -> remedies.giveUp(file));
		}
	}
}
