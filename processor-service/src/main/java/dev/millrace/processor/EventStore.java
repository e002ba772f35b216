package dev.millrace.processor;

import java.util.List;

/**
 * Keeps events so that of each identity (source and id) exactly one is visible, the first. Every call may be repeated
 * after it failed, or after a crash, and several processes may make it at the same time.
 */
public interface EventStore {

	/** The most events of one {@link #storeAll}. */
	int BATCH = 25;

	/**
	 * Stores events, in no particular order.
	 *
	 * @param arrivals at most {@value #BATCH}
	 * @return what came of each, in the order of the arrivals; never {@link Outcome.DeadLettered}
	 * @throws Unavailable if the store cannot take anything at the moment
	 * @throws RuntimeException if something is wrong with one of them at least; others may be stored or not
	 */
	List<Outcome> storeAll(List<Arrival> arrivals);

	/**
	 * Gives up whatever attempts to store an event have reserved for its record, so that the next record of that identity
	 * is not taken for a duplicate of one that is among the dead letters.
	 *
	 * @throws Unavailable if the store cannot do so at the moment
	 */
	void release(Arrival arrival);
}
