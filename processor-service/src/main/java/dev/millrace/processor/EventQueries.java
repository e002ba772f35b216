package dev.millrace.processor;

import java.util.List;
import java.util.Optional;

/** Finds events that are stored. */
public interface EventQueries {

	/**
	 * Looks up one event.
	 *
	 * @param source decides where several sources use that id
	 * @throws Unavailable if the store cannot answer at the moment
	 */
	Lookup byId(String id, Optional<String> source);

	/**
	 * Lists events by their time. A walk from page to page meets every event that was stored before it began exactly
	 * once, whatever arrives meanwhile.
	 *
	 * @param order which end of time comes first
	 * @param after where the page before ended; empty for the first page
	 * @param limit the most events of the page, at least 1
	 * @throws Unavailable if the store cannot answer at the moment
	 */
	Page list(Filter filter, Order order, Optional<Place> after, int limit);

	/** What came of looking up one event. */
	sealed interface Lookup {

		/** The CloudEvents document, as it was stored. */
		@SuppressWarnings("ArrayRecordComponent") // Written to the answer as it is; never compared.
		record Found(byte[] document) implements Lookup {}

		/** Several sources use this id; some of them, at most a hundred. */
		record Ambiguous(List<String> sources) implements Lookup {}

		/** There is none. */
		record Unknown() implements Lookup {}
	}

	/**
	 * Part of a list.
	 *
	 * @param documents the events; may be fewer than the limit, even none, where more follow
	 * @param next where the next page starts; empty on the last one
	 */
	record Page(List<byte[]> documents, Optional<Place> next) {

		/** Keeps its own list. */
		public Page {
			documents = List.copyOf(documents);
		}
	}
}
