package dev.millrace.file;

/** Who is told what came of files. May throw {@link Unavailable}. */
public interface Outcomes {

	/** Returns when it is taken, or refused for good; telling it once more changes nothing. */
	Telling tell(StoredFile file, Outcome outcome);
}
