package dev.millrace.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
 * @param discarded whether a client deleted it: then nothing brings it back
 */
public record StoredFile(String id, long revision, Upload upload, Progress progress, Optional<Generation> generation,
		Finding finding, Set<Duty> duties, List<Outcome> untold, boolean discarded) {

	public StoredFile {
		duties = Set.copyOf(duties);
		untold = List.copyOf(untold);
	}

	/** A file whose content is to come. */
	public static StoredFile opened(String id, Upload upload, Instant now) {
		return new StoredFile(id, 0, upload, Progress.begun(FileStatus.UPLOADING, now), Optional.empty(), Finding.NONE,
				Set.of(), List.of(), false);
	}

	/** A removal that came before anything else was known of the object. */
	public static StoredFile removedBefore(Notice notice, Upload upload, Instant now) {
		return new StoredFile(notice.file(), 0, upload, Progress.begun(FileStatus.DELETED, now),
				Optional.of(notice.generation()), Finding.NONE, Set.of(Duty.PURGE), List.of(), false);
	}

	@JsonIgnore
	public FileStatus status() {
		return progress.status();
	}

	/** The same, as the table holds it once it is written. */
	public StoredFile written() {
		return new StoredFile(id, revision + 1, upload, progress, generation, finding, duties, untold, discarded);
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
		int order = generation.map(known -> notice.generation().sequencer().compareTo(known.sequencer())).orElse(1);
		if (order < 0 || (order == 0 && status().isFinal())) {
			return new Reception.Stale();
		}
		if (discarded) {
			return new Reception.Settled(next(progress, Optional.of(notice.generation()), finding,
					Set.of(Duty.PURGE), true));
		}
		if (order == 0 && status() == FileStatus.PROCESSING
				&& !progress.claim().equals(Optional.of(notice.message()))) {
			return new Reception.Elsewhere();
		}
		return order > 0 ? anew(notice, mostAttempts, now) : claimed(notice, mostAttempts, now);
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
				&& generation.equals(claimed.generation);
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
		return new StoredFile(id, revision, upload, progress, generation, finding, duties,
				untold.subList(1, untold.size()), discarded);
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
		return new StoredFile(id, revision, upload, moved.progress, generation, found, duties, all, discarded);
	}

	private StoredFile with(Progress moved, Optional<Generation> content, Finding found, Set<Duty> left) {
		return next(moved, content, found, left, discarded);
	}

	private StoredFile next(Progress moved, Optional<Generation> content, Finding found, Set<Duty> left,
			boolean forGood) {
		return new StoredFile(id, revision, upload, moved, content, found, left, untold, forGood);
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
