package dev.millrace.processor;

import java.util.List;

/** The queue of dead letters at its other end. */
public interface LetterQueue {

	/** Waits a few seconds for letters. What is not removed within a minute comes again. */
	List<Received> receive();

	/** Removes a letter from the queue. */
	void remove(Received received);

	/**
	 * A letter that came.
	 *
	 * @param receipt by which it is removed
	 */
	record Received(DeadLetter letter, String receipt) {}
}
