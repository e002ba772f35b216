package dev.millrace.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of files. Every method may throw {@link Unavailable}. */
public interface FileStore {

	/** How often a move is tried anew where somebody else moved the file first. */
	int MOST_TRIES = 20;

	/** The row, as it was last written. */
	Optional<StoredFile> find(String id);

	/** The row as it now is; empty where the table does not hold the revision any more that was read, and nothing was written. */
	Optional<StoredFile> put(StoredFile next);

	/** Takes the row out, if it still has that revision. */
	boolean erase(StoredFile file);

	/** Files that clients may see, newest first. */
	Page list(Filter filter, Optional<String> after, int limit);

	/** Ids of files with duties, oldest first, from that one on. */
	List<String> withDuties(Optional<String> from, int most);

	/** Ids of files of that status that were made before then, oldest first, from that one on. */
	List<String> madeBefore(FileStatus status, Optional<String> from, Instant then, int most);

	/** Rows in an order of the table's own, deleted ones too. */
	Page sweep(Optional<String> after, int limit);

	/** Where a walk of that name stopped, over restarts too. */
	Optional<String> place(String walk);

	/** Keeps where it stopped; empty where it came to the end. */
	void keepPlace(String walk, Optional<String> place);

	/**
	 * Moves a file, as often as it takes to be the one who moves it.
	 *
	 * @param move empty where the row should stay as it is
	 * @return the row after the move; empty where there is none or it stays
	 */
	default Optional<StoredFile> change(String id, Function<StoredFile, Optional<StoredFile>> move) {
		for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
			var next = find(id).flatMap(move);
			if (next.isEmpty()) {
				return next;
			}
			var written = put(next.get());
			if (written.isPresent()) {
				return written;
			}
		}
		throw new Unavailable("The row of %s was changed by others %d times".formatted(id, MOST_TRIES), null);
	}

	/**
	 * Which files a list shows.
	 *
	 * @param mediaType by content
	 * @param from the earliest, and {@code to} the first that is too late
	 */
	record Filter(Optional<FileStatus> status, Optional<String> mediaType, Optional<Instant> from,
			Optional<Instant> to) {}

	/**
	 * A page of files.
	 *
	 * @param next the place at which the next page begins, if there is one
	 */
	record Page(List<StoredFile> files, Optional<String> next) {}
}
