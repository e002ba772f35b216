package dev.millrace.file;

import java.util.List;
import java.util.stream.IntStream;

/** What of an upload is still to be sent. */
public sealed interface Missing {

	/** All of a file that was just announced: there is nothing to ask the bucket. */
	static Missing all(Upload upload) {
		return upload.multipart()
				.<Missing>map(multipart -> new Parts(multipart,
						IntStream.rangeClosed(1, multipart.parts(upload.bytes())).boxed().toList(), List.of()))
				.orElseGet(Whole::new);
	}

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
