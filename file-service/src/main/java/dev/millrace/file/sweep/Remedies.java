package dev.millrace.file.sweep;

import java.time.InstantSource;
import java.util.Optional;

import dev.millrace.file.Duties;
import dev.millrace.file.FileStore;
import dev.millrace.file.Generation;
import dev.millrace.file.Keys;
import dev.millrace.file.Notices;
import dev.millrace.file.Objects;
import dev.millrace.file.StoredFile;

/** What mends: each remedy changes nothing where the file has moved on meanwhile. */
final class Remedies {

	private final FileStore store;
	private final Objects objects;
	private final Notices notices;
	private final Duties duties;
	private final InstantSource clock;

	Remedies(FileStore store, Objects objects, Notices notices, Duties duties, InstantSource clock) {
		this.store = store;
		this.objects = objects;
		this.notices = notices;
		this.duties = duties;
		this.clock = clock;
	}

	/** Does what the row says is to be done; whether the world answered. */
	boolean fulfil(StoredFile file) {
		return duties.attempt(file);
	}

	/** Nobody sends it any more. */
	void giveUp(StoredFile file) {
		store.put(file.discarded(clock.instant())).ifPresent(duties::attempt);
	}

	/** Its worker is gone, or its notice; or the content, of which no notice told. */
	void takeUp(StoredFile file) {
		boolean empty = file.generation().isEmpty() && objects.look(Keys.content(file.id())).isEmpty();
		store.put(empty ? file.missing(clock.instant()) : file.released(clock.instant()))
				.ifPresent(empty ? duties::attempt : this::bring);
	}

	/** Something that was made of it is gone. */
	void renew(StoredFile file) {
		store.put(file.renewed(clock.instant())).ifPresent(this::bring);
	}

	/** Other content lies there, and nobody told. */
	void replace(StoredFile file, Objects.Found found) {
		store.put(file.replaced(found.bytes(), found.eTag(), clock.instant())).ifPresent(this::bring);
	}

	/** Its content is gone. */
	void bury(StoredFile file) {
		store.put(file.missing(clock.instant())).ifPresent(duties::attempt);
	}

	/** Its content has come, and nobody told: the row says so first, so that one that waits long is not brought with each sweep. */
	void receive(StoredFile file) {
		file.arrived(clock.instant()).flatMap(store::put).ifPresent(this::bring);
	}

	/** Has the content looked into that the row speaks of, or that lies in the bucket. */
	private void bring(StoredFile file) {
		file.generation().ifPresentOrElse(known -> notices.bring(file.id(), known), () -> bringContent(file.id()));
	}

	/** Has content looked into of which no notice is known. */
	void bringContent(String id) {
		Optional<Generation> there = objects.look(Keys.content(id))
				.map(found -> Generation.found(found.bytes(), found.eTag()));
		there.ifPresent(generation -> notices.bring(id, generation));
	}

	/** Removes an object that is nobody's. */
	void remove(String key) {
		objects.delete(key);
	}
}
