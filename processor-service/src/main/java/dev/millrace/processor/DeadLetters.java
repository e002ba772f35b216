package dev.millrace.processor;

/** Keeps what could not be stored. */
public interface DeadLetters {

	/**
	 * Writes a letter; once this returns, the letter is safe. The same letter may be written again after a redelivery.
	 *
	 * @throws RuntimeException if it was not written, or may not have been
	 */
	void write(DeadLetter letter);
}
