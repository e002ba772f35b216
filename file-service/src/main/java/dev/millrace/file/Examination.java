package dev.millrace.file;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.file.Objects.Fetched;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Inspector;

/** One look at a file that has been claimed: fetched, inspected, what was made of it kept, and the row moved. */
final class Examination {

	private static final Logger log = LoggerFactory.getLogger(Examination.class);
	private static final Verdict DONE = new Verdict.Done();
	private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

	private final FileStore store;
	private final Objects objects;
	private final Inspector inspector;
	private final Findings findings;
	private final Duties duties;
	private final Workspaces workspaces;
	private final FileSettings settings;
	private final InstantSource clock;

	Examination(FileStore store, Objects objects, Inspector inspector, Findings findings, Duties duties,
			Workspaces workspaces, FileSettings settings, InstantSource clock) {
		this.store = store;
		this.objects = objects;
		this.inspector = inspector;
		this.findings = findings;
		this.duties = duties;
		this.workspaces = workspaces;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Looks.
	 *
	 * @param file as the row holds it, claimed
	 * @throws Unavailable where storage does not answer, or nobody is free to look; the attempt does not count
	 * @throws InterruptedException when told to stop; nor does it then
	 */
	Verdict of(StoredFile file, Generation generation) throws InterruptedException {
		long most = settings.maxSize().toBytes();
		if (generation.bytes() > most) {
			var fault = new Fault("too-large",
					"The file has %d bytes; up to %d are looked into.".formatted(generation.bytes(), most));
			return finish(file, generation, row -> row.rejected(Optional.empty(), fault, now()));
		}
		try (var workspace = workspaces.open(generation.bytes())) {
			return switch (objects.fetch(Keys.content(file.id()), generation.version(), workspace.content())) {
				case Fetched.Gone() -> gone(file);
				case Fetched.Here(var bytes, var sha256) -> {
					var fault = damage(file.upload(), bytes, sha256);
					yield fault.isPresent()
							? finish(file, generation, row -> row.rejected(Optional.empty(), fault.get(), now()))
							: inspected(file, generation, sha256, workspace);
				}
			};
		} catch (Unavailable | InterruptedException e) {
			postpone(file);
			throw e;
		}
	}

	/** Who is told to stop says so first: the attempt was not the file's fault. */
	private void postpone(StoredFile file) {
		boolean interrupted = Thread.interrupted();
		try {
			move(file, row -> row.postponed(now()));
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Other bytes than were announced. */
	private static Optional<Fault> damage(Upload upload, long bytes, String sha256) {
		if (upload.bytes() != bytes) {
			return Optional.of(new Fault("size-mismatch",
					"The file has %d bytes; %d were announced.".formatted(bytes, upload.bytes())));
		}
		return upload.sha256()
				.filter(announced -> !announced.equals(sha256))
				.map(announced -> new Fault("checksum-mismatch",
						"The content's SHA-256 is %s; %s was announced.".formatted(sha256, announced)));
	}

	private Verdict inspected(StoredFile file, Generation generation, String sha256,
			Workspaces.Workspace workspace) throws InterruptedException {
		return switch (inspector.inspect(workspace.content(), workspace.derivatives())) {
			case Inspection.Processed processed -> {
				var finding = findings.keep(processed, sha256, Keys.derivatives(file.id(), generation), workspace);
				yield finish(file, generation, row -> row.processed(finding, now()));
			}
			case Inspection.Unsupported(var type) ->
				finish(file, generation, row -> row.unsupported(type, now()));
			case Inspection.Rejected(var type, var code, var detail) -> finish(file, generation,
					row -> row.rejected(Optional.of(type), new Fault(code, detail), now()));
			case Inspection.Busy(var detail) -> throw new Unavailable(detail, null);
			case Inspection.Failed(var code, var detail) -> failed(file, generation, new Fault(code, detail));
		};
	}

	private Verdict failed(StoredFile file, Generation generation, Fault fault) {
		log.warn("Attempt {} at {} failed: {} ({})", file.progress().attempts(), file.id(), fault.code(),
				fault.detail());
		if (file.progress().attempts() >= settings.attempts()) {
			return finish(file, generation, row -> row.failed(fault, now()));
		}
		move(file, row -> row.again(fault, now()));
		return new Verdict.Later(FIRST_WAIT.multipliedBy(1L << file.progress().attempts()));
	}

	/** The row decides: where it has moved on meanwhile, this look never was. */
	private Verdict finish(StoredFile file, Generation generation, UnaryOperator<StoredFile> outcome) {
		var written = move(file, outcome);
		if (written.isPresent()) {
			duties.attempt(written.get());
		} else {
			forget(file.id(), generation, outcome.apply(file));
		}
		return DONE;
	}

	/** While the row is claimed for this look, it may change: a duty that is left from earlier content is done by whoever comes by. */
	private Optional<StoredFile> move(StoredFile file, UnaryOperator<StoredFile> how) {
		return store.put(how.apply(file))
				.or(() -> store.change(file.id(),
						row -> Optional.of(row).filter(now -> now.hasClaimOf(file)).map(how)));
	}

	/** Derivatives of content that counts no more; whoever looks into the same content writes the same ones. */
	private void forget(String id, Generation generation, StoredFile outcome) {
		var now = store.find(id);
		boolean counts = now.filter(file -> file.status() != FileStatus.DELETED)
				.flatMap(StoredFile::generation)
				.filter(content -> content.place().equals(generation.place()))
				.isPresent();
		if (!counts) {
			outcome.finding()
					.derivatives()
					.forEach(made -> objects.delete(Keys.derivatives(id, generation) + made.name()));
		}
	}

	private Verdict gone(StoredFile file) {
		boolean nothing = objects.look(Keys.content(file.id())).isEmpty();
		move(file, row -> nothing ? row.missing(now()) : row.released(now())).ifPresent(duties::attempt);
		return DONE;
	}

	private Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}
}
