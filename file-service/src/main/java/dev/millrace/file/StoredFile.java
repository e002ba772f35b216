package dev.millrace.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A file as its row holds it, and its moves: each gives what the row is to hold, which counts only if the table still has the revision that was read.
 *
 * @param id a UUIDv7, so that ids stand in the order of time
 * @param revision of the row as it was read; 0 where there is none yet
 * @param generation the content that it speaks of, once the bucket has told of one
 * @param duties what is still to be done outside the row
 * @param untold outcomes that nobody has been told of yet, oldest first; each leaves the row only when it was taken
 * @param refused the latest outcomes that were told and refused for good, oldest first; all of them are dead letters
 * @param discarded whether a client deleted it: then nothing brings it back
 */
public record StoredFile(String id, long revision, Upload upload, Progress progress, Optional<Generation> generation,
		Finding finding, Set<Duty> duties, List<Outcome> untold, List<Refused> refused, boolean discarded) {

	/** Who is refused for ever must still fit into the row. */
	private static final int MOST_REFUSED = 20;

	public StoredFile {
		duties = Set.copyOf(duties);
		untold = List.copyOf(untold);
		// A row that was written before there was this member has none.
		refused = List.copyOf(Objects.requireNonNullElse(refused, List.of()));
	}

	/** A file whose content is to come. */
	public static StoredFile opened(String id, Upload upload, Instant now) {
		return new StoredFile(id, 0, upload, Progress.begun(FileStatus.UPLOADING, now), Optional.empty(), Finding.NONE,
				Set.of(), List.of(), List.of(), false);
	}

	/** A removal that came before anything else was known of the object. */
	public static StoredFile removedBefore(Notice notice, Upload upload, Instant now) {
		return new StoredFile(notice.file(), 0, upload, Progress.begun(FileStatus.DELETED, now),
				Optional.of(notice.generation()), Finding.NONE, Set.of(Duty.PURGE), List.of(), List.of(), false);
	}

	@JsonIgnore
	public FileStatus status() {
		return progress.status();
	}

	/** The same, as the table holds it once it is written. */
	public StoredFile written() {
		return new StoredFile(id, revision + 1, upload, progress, generation, finding, duties, untold, refused,
				discarded);
	}

	/** The content has come; the bucket's notice of it may be on its way, or have come before. */
	public Optional<StoredFile> arrived(Instant now) {
		return status() == FileStatus.UPLOADING
				? Optional
						.of(with(progress.to(FileStatus.RECEIVED, Optional.empty(), now), generation, finding, duties))
				: Optional.empty();
	}

	/** What a notice of content means: duplicates and disorder end here. */
	public Reception received(Notice notice, int mostAttempts, Instant now) {
		int order = order(notice.generation());
		if (order < 0) {
			return new Reception.Stale();
		}
		if (order == 0) {
			return known(notice, mostAttempts, now);
		}
		if (discarded) {
			return new Reception.Settled(next(progress, Optional.of(notice.generation()), finding,
					Set.of(Duty.PURGE), true));
		}
		return anew(notice, mostAttempts, now);
	}

	/** Of what is gone nothing but its place tells whether that is the same again or was put there since. */
	private int order(Generation told) {
		return generation.map(known -> status() != FileStatus.DELETED && known.isSame(told)
				? 0
				: told.sequencer().compareTo(known.sequencer())).orElse(1);
	}

	/** A notice of the content that the row speaks of: one who is late may be the first to tell its place in the order. */
	private Reception known(Notice notice, int mostAttempts, Instant now) {
		var placed = generation.flatMap(content -> content.placed(notice.generation()))
				.map(content -> with(progress, Optional.of(content), finding, duties));
		boolean elsewhere = status() == FileStatus.PROCESSING
				&& !progress.claim().equals(Optional.of(notice.message()));
		if (status().isFinal() || elsewhere) {
			return placed.<Reception>map(Reception.Settled::new)
					.orElseGet(() -> elsewhere ? new Reception.Elsewhere() : new Reception.Stale());
		}
		return placed.orElse(this).claimed(notice, mostAttempts, now);
	}

	private Reception anew(Notice notice, int mostAttempts, Instant now) {
		var kept = EnumSet.noneOf(Duty.class);
		if (generation.isPresent()) {
			kept.add(Duty.TIDY);
		}
		return with(progress.afresh(0), Optional.of(notice.generation()), Finding.NONE, kept)
				.claimed(notice, mostAttempts, now);
	}

	private Reception claimed(Notice notice, int mostAttempts, Instant now) {
		if (progress.attempts() >= mostAttempts) {
			var fault = progress.fault()
					.orElseGet(() -> new Fault("attempts-exhausted",
							"The service ended each time that it looked into the file."));
			return new Reception.Settled(failed(fault, now));
		}
		return new Reception.Claimed(with(progress.claimed(notice.message(), now), generation, finding, duties));
	}

	/** Whether the row is still claimed for the look, and the content, for which that one was. */
	boolean hasClaimOf(StoredFile claimed) {
		return status() == FileStatus.PROCESSING && progress.claim().equals(claimed.progress.claim())
				&& progress.attempts() == claimed.progress.attempts() && progress.round() == claimed.progress.round()
				&& generation.map(Generation::place).equals(claimed.generation.map(Generation::place));
	}

	/** What is in it is known. */
	public StoredFile processed(Finding found, Instant now) {
		return outcome(FileStatus.PROCESSED, Optional.empty(), found, now);
	}

	/** Nothing looks into its type. */
	public StoredFile unsupported(String mediaType, Instant now) {
		return outcome(FileStatus.UNSUPPORTED, Optional.empty(), Finding.typed(mediaType), now);
	}

	/** It is at fault itself. */
	public StoredFile rejected(Optional<String> mediaType, Fault fault, Instant now) {
		return outcome(FileStatus.REJECTED, Optional.of(fault), mediaType.map(Finding::typed).orElse(Finding.NONE),
				now);
	}

	/** The service is at fault, for the last time. */
	public StoredFile failed(Fault fault, Instant now) {
		var failed = outcome(FileStatus.FAILED, Optional.of(fault), Finding.NONE, now);
		return failed.with(failed.progress, generation, Finding.NONE, added(failed.duties, Duty.DEAD_LETTER));
	}

	/** The service is at fault, and will try again. */
	public StoredFile again(Fault fault, Instant now) {
		return with(progress.to(FileStatus.RECEIVED, Optional.of(fault), now), generation, finding, duties);
	}

	/** The object is gone, by whoever's doing; what was told later decides. */
	public Optional<StoredFile> removed(Notice notice, Instant now) {
		boolean later = generation.map(known -> known.sequencer().compareTo(notice.generation().sequencer()) <= 0)
				.orElse(true);
		if (!later || (status() == FileStatus.DELETED && generation.equals(Optional.of(notice.generation())))) {
			return Optional.empty();
		}
		return Optional.of(with(gone(now), Optional.of(notice.generation()), Finding.NONE, Set.of(Duty.PURGE)));
	}

	/** There is no object, and the bucket told nothing of it. */
	public StoredFile missing(Instant now) {
		return with(gone(now), generation, Finding.NONE, Set.of(Duty.PURGE));
	}

	/** A client deletes it. */
	public StoredFile discarded(Instant now) {
		return next(gone(now), generation, Finding.NONE, Set.of(Duty.PURGE), true);
	}

	/** To be looked into once more after it failed. */
	public StoredFile redriven(Instant now) {
		return with(progress.to(FileStatus.RECEIVED, Optional.empty(), now).afresh(progress.round() + 1), generation,
				Finding.NONE, duties);
	}

	/** Something of what was made of it is gone: to be looked into once more, of which nobody is told anything new. */
	public StoredFile renewed(Instant now) {
		return with(progress.to(FileStatus.RECEIVED, Optional.empty(), now).afresh(progress.round()), generation,
				finding, duties);
	}

	/** Other content lies in the bucket than it speaks of, or some where it knows of none: to be looked into, and told of, as new. */
	public StoredFile replaced(long bytes, Optional<String> eTag, Instant now) {
		var content = generation.map(known -> known.replaced(bytes, eTag))
				.orElseGet(() -> Generation.found(bytes, eTag));
		return with(progress.to(FileStatus.RECEIVED, Optional.empty(), now).afresh(0), Optional.of(content),
				Finding.NONE, Set.of(Duty.TIDY));
	}

	/** Whoever worked on it is gone. */
	public StoredFile released(Instant now) {
		return with(progress.to(FileStatus.RECEIVED, progress.fault(), now), generation, finding, duties);
	}

	/** The service could not get at what it needs: nothing was learnt of the file, and the attempt does not count. */
	public StoredFile postponed(Instant now) {
		var moved = progress.to(FileStatus.RECEIVED, progress.fault(), now);
		return with(new Progress(moved.status(), moved.history(), Math.max(0, moved.attempts() - 1), moved.round(),
				Optional.empty(), moved.fault()), generation, finding, duties);
	}

	/** Somebody was told of its first untold outcome. */
	public StoredFile told() {
		return telling(untold.subList(1, untold.size()), refused);
	}

	/** Its first untold outcome is refused, however often it is told. */
	public StoredFile refused(Fault why) {
		var all = new ArrayList<>(refused);
		all.add(new Refused(untold.getFirst(), why));
		return telling(untold.subList(1, untold.size()),
				all.subList(Math.max(0, all.size() - MOST_REFUSED), all.size()));
	}

	/** Whoever refused outcomes may take them by now. */
	public StoredFile retold() {
		var all = new ArrayList<>(untold);
		refused.forEach(one -> all.add(one.outcome()));
		return telling(all, List.of());
	}

	private StoredFile telling(List<Outcome> toTell, List<Refused> toKeep) {
		return new StoredFile(id, revision, upload, progress, generation, finding, duties, toTell, toKeep, discarded);
	}

	/** A duty is done. */
	public StoredFile done(Duty duty) {
		var left = EnumSet.noneOf(Duty.class);
		left.addAll(duties);
		left.remove(duty);
		return with(progress, generation, finding, left);
	}

	private Progress gone(Instant now) {
		return status() == FileStatus.DELETED ? progress : progress.to(FileStatus.DELETED, Optional.empty(), now);
	}

	private StoredFile outcome(FileStatus status, Optional<Fault> fault, Finding found, Instant now) {
		var moved = with(progress.to(status, fault, now), generation, found, duties);
		var all = new ArrayList<>(untold);
		all.add(Outcome.of(moved));
		return new StoredFile(id, revision, upload, moved.progress, generation, found, duties, all, refused, discarded);
	}

	private StoredFile with(Progress moved, Optional<Generation> content, Finding found, Set<Duty> left) {
		return next(moved, content, found, left, discarded);
	}

	private StoredFile next(Progress moved, Optional<Generation> content, Finding found, Set<Duty> left,
			boolean forGood) {
		return new StoredFile(id, revision, upload, moved, content, found, left, untold, refused, forGood);
	}

	private static Set<Duty> added(Set<Duty> duties, Duty one) {
		var all = EnumSet.of(one);
		all.addAll(duties);
		return all;
	}

	/** Whether something is still to be done about it outside its row. */
	public boolean owes() {
		return !duties.isEmpty() || !untold.isEmpty();
	}
}
