package dev.millrace.processor;

/** Keeps the bytes of dead letters that no message can hold. */
public interface LargeLetters {

	/**
	 * Keeps a letter's bytes; once this returns, they are safe. The same letter may come again after a redelivery.
	 *
	 * @return where they lie: a URI
	 * @throws RuntimeException if they are not kept, or may not be
	 */
	String keep(DeadLetter letter);
}
