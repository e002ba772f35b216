package dev.millrace.processor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The dead letters as they can be looked through, each until it is closed. */
public interface KeptLetters {

	/**
	 * Keeps a letter; once this returns, it is safe. The same letter may come again, also after it was closed: then it
	 * stays closed, unless it was tried since.
	 *
	 * @throws Unavailable if it is not kept, or may not be
	 */
	void keep(DeadLetter letter);

	/** A letter that is open. */
	Optional<KeptLetter> find(String id);

	/** Whether a letter is open, or remembered as one that was closed. */
	boolean isKnown(String id);

	/** The bytes of a letter that is open, as they came. */
	Optional<byte[]> bytes(String id);

	/**
	 * Open letters, the latest first.
	 *
	 * @param after where the page before ended
	 * @param limit the most letters of the page, at least 1
	 */
	Page list(Selection selection, Optional<Place> after, int limit);

	/** The letters of events of this id, closed ones included for as long as they are remembered; at most a hundred. */
	List<KeptLetter> ofEvent(String eventId);

	/** Notes what became of a letter: that it failed again, or that it is closed, which removes its bytes. */
	void update(KeptLetter letter);

	/**
	 * Which letters a list holds.
	 *
	 * @param reason letters of exactly this code
	 * @param type letters of events of exactly this type
	 * @param from letters that were tried last at this instant or later
	 * @param to letters that were tried last before this instant
	 */
	record Selection(Optional<String> reason, Optional<String> type, Optional<Instant> from, Optional<Instant> to) {}

	/**
	 * Part of a list.
	 *
	 * @param letters may be fewer than the limit, even none, where more follow
	 * @param next where the next page starts; empty on the last one
	 */
	record Page(List<KeptLetter> letters, Optional<Place> next) {

		/** Keeps its own list. */
		public Page {
			letters = List.copyOf(letters);
		}
	}
}
