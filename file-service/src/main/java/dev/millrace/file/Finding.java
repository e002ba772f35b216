package dev.millrace.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in a file.
 *
 * @param mediaType by content, once somebody has looked
 * @param metadata JSON values only
 * @param derivatives what was made of it
 */
public record Finding(Optional<String> mediaType, Map<String, Object> metadata, List<Made> derivatives) {

	/** Nobody has looked yet. */
	public static final Finding NONE = new Finding(Optional.empty(), Map.of(), List.of());

	/** Only its type is known. */
	public static Finding typed(String mediaType) {
		return new Finding(Optional.of(mediaType), Map.of(), List.of());
	}

	/**
	 * A derivative in the bucket.
	 *
	 * @param name under which clients ask for it
	 */
	public record Made(String name, String mediaType, long bytes) {}
}
