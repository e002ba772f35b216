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

	/**
	 * Gives back what {@link #keep} took.
	 *
	 * @param place what that returned
	 * @throws Unavailable if it cannot be read at the moment
	 * @throws IllegalStateException if nothing lies there
	 */
	byte[] read(String place);
}
