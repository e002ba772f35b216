package dev.millrace.file;

/** Where failed files wait for people. May throw {@link Unavailable}. */
public interface DeadLetters {

	/** Adds one. */
	void add(StoredFile file);

	/** Adds an outcome that nobody takes. */
	void add(StoredFile file, Telling.Refused refused);
}
