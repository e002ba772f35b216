package dev.millrace.processor;

import java.util.List;
import java.util.Optional;

/** Tells the way of events that are stored. */
public interface EventTraces {

	/**
	 * The events of an id: one for each source, at most a hundred.
	 *
	 * @param source this one alone, if given
	 * @throws Unavailable if the store cannot answer at the moment
	 */
	List<StoredTrace> of(String id, Optional<String> source);
}
