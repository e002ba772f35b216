package dev.millrace.file;

/** Where notices come from, told to bring one more. May throw {@link Unavailable}. */
public interface Notices {

	/** Has a file's content looked into as if the bucket had told of it. */
	void bring(String file, Generation generation);
}
