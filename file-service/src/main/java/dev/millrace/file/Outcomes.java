package dev.millrace.file;

/** Who is told what came of files. May throw {@link Unavailable}. */
public interface Outcomes {

	/** Returns when it is taken; telling it once more changes nothing. */
	void tell(StoredFile file, Outcome outcome);
}
