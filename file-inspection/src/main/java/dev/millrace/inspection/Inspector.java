package dev.millrace.inspection;

import java.nio.file.Path;

/** Says what is in a file, by its content alone. Any number of threads may ask at the same time. */
public interface Inspector extends AutoCloseable {

	/**
	 * Looks at one file.
	 *
	 * @param content a regular file that does not change meanwhile
	 * @param workspace a directory of this file's own, under which derivatives are written; its owner empties it
	 * @throws InterruptedException when the caller is told to stop; what was begun is given up
	 */
	Inspection inspect(Path content, Path workspace) throws InterruptedException;

	@Override
	void close();
}
