package dev.millrace.ingest.schema;

import java.io.IOException;
import java.util.SortedMap;

/** Where schemas lie. */
@FunctionalInterface
interface SchemaFiles {

	/** More than this is no collection of schemas but a wrong location. */
	int MOST_FILES = 1000;
	long MOST_BYTES = 16L * 1024 * 1024;
	String SUFFIX = ".json";

	/**
	 * Reads all files whose name ends in {@code .json}.
	 *
	 * @return their text by their name, with {@code /} between folders
	 * @throws IOException where not all of them can be read, or they are more than {@value #MOST_FILES} or larger than
	 *         {@link #MOST_BYTES} together
	 */
	SortedMap<String, String> read() throws IOException;

	/** Refuses what is too much. */
	static void bound(int files, long bytes) throws IOException {
		if (files > MOST_FILES || bytes > MOST_BYTES) {
			throw new IOException(
					"There are more than %d schemas or %d bytes of them".formatted(MOST_FILES, MOST_BYTES));
		}
	}
}
