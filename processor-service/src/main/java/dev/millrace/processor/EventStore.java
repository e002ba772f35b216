package dev.millrace.processor;

import java.util.List;

/**
 * Keeps events so that of each identity (source and id) exactly one is visible, the first. Every call may be repeated
 * after it failed, or after a crash.
 */
public interface EventStore {

	/**
	 * Stores an event that its sender may send again.
	 *
	 * @return {@link Outcome.Stored} or {@link Outcome.Duplicate}
	 * @throws Unavailable if the store cannot take anything at the moment
	 * @throws Rejected if it can never take this event
	 */
	Outcome store(Arrival arrival);

	/**
	 * Stores events whose ids the intake made: only a redelivery can bring one again, with the same content.
	 *
	 * @param arrivals at most {@value #BATCH}
	 * @return those that the store did not take this time and that are to be put again
	 * @throws Unavailable if the store cannot take anything at the moment
	 * @throws Rejected if it can never take one of them; others may be stored or not
	 */
	List<Arrival> storeAll(List<Arrival> arrivals);

	/** The most events of one {@link #storeAll}. */
	int BATCH = 25;
}
