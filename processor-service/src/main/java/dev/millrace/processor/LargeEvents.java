package dev.millrace.processor;

import dev.millrace.event.Event;

/** Keeps the documents of events that no item of the table can hold. */
public interface LargeEvents {

	/**
	 * Keeps a document; once this returns, it is safe. The same document always comes to lie at the same place.
	 *
	 * @return the place
	 * @throws Unavailable if it is not kept, or may not be
	 */
	String keep(Event event);

	/**
	 * Gives back a document, byte for byte.
	 *
	 * @param place where it lies
	 * @throws Unavailable if it cannot be read at the moment
	 * @throws IllegalStateException if nothing lies there
	 */
	byte[] read(String place);
}
