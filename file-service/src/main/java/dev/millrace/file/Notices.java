package dev.millrace.file;

/** Where notices come from, told to bring one more. */
public interface Notices {

	/** Whom the bucket has to tell, by the name that a person gave it. */
	String name();

	/** Has a file's content looked into as if the bucket had told of it. May throw {@link Unavailable}. */
	void bring(String file, Generation generation);
}
