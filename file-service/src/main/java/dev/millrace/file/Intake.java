package dev.millrace.file;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What clients do with files. Every method may throw {@link Unavailable}. */
public final class Intake {

	private final FileStore store;
	private final Objects objects;
	private final Slips slips;
	private final Notices notices;
	private final Duties duties;
	private final FileSettings settings;
	private final InstantSource clock;
	private final RandomGenerator random;

	Intake(FileStore store, Objects objects, Slips slips, Notices notices, Duties duties, FileSettings settings,
			InstantSource clock, RandomGenerator random) {
		this.store = store;
		this.objects = objects;
		this.slips = slips;
		this.notices = notices;
		this.duties = duties;
		this.settings = settings;
		this.clock = clock;
		this.random = random;
	}

	/** Makes the file of a slip. A crash before the row leaves at most an empty upload in parts, which the bucket gives up by itself. */
	public StoredFile open(Wanted wanted, String key) {
		Instant now = now();
		String id = Ids.next(now, random);
		var multipart = wanted.bytes() > settings.formSize().toBytes()
				? Optional.of(new Upload.Multipart(slips.begin(id, wanted.contentType()),
						settings.partBytes(wanted.bytes())))
				: Optional.<Upload.Multipart>empty();
		return written(StoredFile.opened(id, wanted.upload(key, now.plus(settings.slipFor()), multipart), now));
	}

	/**
	 * Takes content that the client sent here.
	 *
	 * @param sha256 of the content
	 */
	public StoredFile take(Wanted wanted, String key, Path content, String sha256) {
		Instant now = now();
		String id = Ids.next(now, random);
		var file = written(
				StoredFile.opened(id, wanted.upload(key, now.plus(settings.slipFor()), Optional.empty()), now));
		objects.put(Keys.content(id), wanted.contentType(), content, Optional.of(sha256));
		return arrived(file);
	}

	private StoredFile written(StoredFile file) {
		return store.put(file).orElseThrow(() -> new IllegalStateException("The id of a new file is taken"));
	}

	/** What is still to be sent. */
	public Missing missing(StoredFile file) {
		if (file.status() != FileStatus.UPLOADING) {
			return new Missing.Nothing();
		}
		var multipart = file.upload().multipart();
		if (multipart.isEmpty()) {
			return objects.look(Keys.content(file.id())).isPresent() ? new Missing.Nothing() : new Missing.Whole();
		}
		var there = slips.parts(file, multipart.get());
		if (there.isEmpty() && objects.look(Keys.content(file.id())).isPresent()) {
			return new Missing.Nothing();
		}
		var wrong = IntStream.rangeClosed(1, multipart.get().parts(file.upload().bytes()))
				.filter(number -> !isThere(file, multipart.get(), there, number))
				.boxed()
				.toList();
		return new Missing.Parts(multipart.get(), wrong, there);
	}

	private static boolean isThere(StoredFile file, Upload.Multipart multipart, List<Slips.Part> there, int number) {
		long bytes = multipart.bytesOf(number, file.upload().bytes());
		return there.stream().anyMatch(part -> part.number() == number && part.bytes() == bytes);
	}

	/** Ends an upload; what is missing, if anything is. Ending it twice is no harm. */
	public Completion complete(StoredFile file) {
		return switch (missing(file)) {
			case Missing.Nothing() -> new Completion.Complete(arrived(file));
			case Missing.Parts(var multipart, var wrong, var there) when wrong.isEmpty() -> {
				slips.complete(file, multipart, there);
				yield new Completion.Complete(arrived(file));
			}
			case Missing missing -> new Completion.Incomplete(missing);
		};
	}

	/** The row is as it was read, but where the notice was faster. */
	private StoredFile arrived(StoredFile file) {
		return file.arrived(now())
				.flatMap(store::put)
				.or(() -> store.change(file.id(), row -> row.arrived(now())))
				.or(() -> store.find(file.id()))
				.orElse(file);
	}

	/** The file, if clients may see it. */
	public Optional<StoredFile> find(String id) {
		return Ids.isOne(id) ? store.find(id).filter(file -> file.status() != FileStatus.DELETED) : Optional.empty();
	}

	/** A page of files, newest first. */
	public FileStore.Page list(FileStore.Filter filter, Optional<String> after, int limit) {
		return store.list(filter, after, limit);
	}

	/**
	 * Deletes a file: gone for clients at once, its objects before this returns or, where the bucket does not answer, soon after.
	 *
	 * @return whether there was one
	 */
	public boolean delete(String id) {
		if (!Ids.isOne(id)) {
			return false;
		}
		var gone = store.change(id, file -> file.status() == FileStatus.DELETED
				? Optional.empty()
				: Optional.of(file.discarded(now())));
		gone.ifPresent(duties::attempt);
		return gone.isPresent();
	}

	/** Has a failed file looked into once more, and outcomes told that were refused; empty where there is nothing of either. */
	public Optional<StoredFile> redrive(String id) {
		if (!Ids.isOne(id)) {
			return Optional.empty();
		}
		var redriven = store.change(id, this::redriven);
		redriven.filter(file -> file.status() == FileStatus.RECEIVED)
				.flatMap(StoredFile::generation)
				.ifPresent(generation -> notices.bring(id, generation));
		redriven.ifPresent(duties::attempt);
		return redriven;
	}

	private Optional<StoredFile> redriven(StoredFile file) {
		boolean failed = file.status() == FileStatus.FAILED;
		return Optional.of(failed ? file.redriven(now()) : file)
				.filter(next -> failed || (!next.refused().isEmpty() && next.status() != FileStatus.DELETED))
				.map(StoredFile::retold);
	}

	private Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/** What came of ending an upload. */
	public sealed interface Completion {

		/** The content is there. */
		record Complete(StoredFile file) implements Completion {}

		/** It is not, or not all of it. */
		record Incomplete(Missing missing) implements Completion {}
	}
}
