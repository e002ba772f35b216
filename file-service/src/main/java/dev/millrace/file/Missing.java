package dev.millrace.file;

import java.util.List;

/** What of an upload is still to be sent. */
public sealed interface Missing {

	/** It is all there. */
	record Nothing() implements Missing {}

	/** All of it, by one form. */
	record Whole() implements Missing {}

	/**
	 * Parts.
	 *
	 * @param numbers of those that are missing or have another length than they must
	 * @param there those that the bucket has
	 */
	record Parts(Upload.Multipart multipart, List<Integer> numbers, List<Slips.Part> there) implements Missing {}
}
