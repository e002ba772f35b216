package dev.millrace.file;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The objects of the bucket. Every method may throw {@link Unavailable}. */
public interface Objects {

	/** What lies under a key, if anything does. */
	Optional<Found> look(String key);

	/** Copies an object's content into a file. */
	Fetched fetch(String key, Optional<String> version, Path to);

	/**
	 * Writes an object.
	 *
	 * @param sha256 of the content in hexadecimal: the bucket refuses other bytes
	 */
	void put(String key, String mediaType, Path content, Optional<String> sha256);

	/** Removes an object; one that is not there is as good as removed. */
	void delete(String key);

	/** Keys that begin so, in their order, behind the one named. */
	Listing list(String prefix, Optional<String> after, int limit);

	/**
	 * An object.
	 *
	 * @param writtenAt when
	 * @param eTag the bucket's own word for its bytes, without quotes, where it has one
	 */
	record Found(String key, long bytes, Instant writtenAt, Optional<String> eTag) {}

	/**
	 * A page of objects.
	 *
	 * @param next the place at which the next page begins, if there is one
	 */
	record Listing(List<Found> objects, Optional<String> next) {}

	/** What came of fetching. */
	sealed interface Fetched {

		/**
		 * It is here.
		 *
		 * @param sha256 of what was fetched, in lower-case hexadecimal
		 */
		record Here(long bytes, String sha256) implements Fetched {}

		/** There is no such object, or no longer. */
		record Gone() implements Fetched {}
	}
}
