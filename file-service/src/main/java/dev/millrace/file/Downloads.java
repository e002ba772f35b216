package dev.millrace.file;

import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** How content leaves. Methods that ask may throw {@link Unavailable}. */
public interface Downloads {

	/** Where the object can be fetched for a while without a key, under that type and disposition. */
	URI link(String key, String mediaType, String disposition);

	/**
	 * Opens an object.
	 *
	 * @param range as the client asked for it, in the form of a Range header
	 */
	Opened open(String key, Optional<String> range);

	/** What came of opening. */
	sealed interface Opened {

		/** All of it, to be closed by whoever reads it. */
		record Whole(InputStream content, long bytes) implements Opened {}

		/**
		 * A part of it.
		 *
		 * @param place as a Content-Range header has it
		 */
		record Part(InputStream content, long bytes, String place) implements Opened {}

		/** There is no such object. */
		record Gone() implements Opened {}

		/** Nothing of it lies in the range. */
		record NotSatisfiable() implements Opened {}
	}
}
