package dev.millrace.file;

import java.util.Optional;

/**
 * Which content a key holds: each write of it is another.
 *
 * @param sequencer its place in the order of the key's changes
 * @param version the bucket's, where it keeps versions
 * @param bytes of the content
 * @param eTag the bucket's own word for these bytes, without quotes, where it was told
 * @param foundAs the place that was made up for it where it was found in the bucket before a notice told of it
 */
public record Generation(Sequencer sequencer, Optional<String> version, long bytes, Optional<String> eTag,
		Optional<Sequencer> foundAs) {

	/** Comes before every notice of the bucket itself, so that one that arrives after all counts. */
	private static final Sequencer UNKNOWN = new Sequencer("0");

	/** Content that a notice tells of. */
	public static Generation told(Sequencer sequencer, Optional<String> version, long bytes, Optional<String> eTag) {
		return new Generation(sequencer, version, bytes, eTag, Optional.empty());
	}

	/** Content that lies in the bucket, and of which no notice is known. */
	public static Generation found(long bytes, Optional<String> eTag) {
		return told(UNKNOWN, Optional.empty(), bytes, eTag);
	}

	/** Content that lies in the bucket where this one lay, and of which no notice is known. */
	Generation replaced(long bytes, Optional<String> eTag) {
		var after = sequencer.next();
		return new Generation(after, Optional.empty(), bytes, eTag, Optional.of(after));
	}

	/** Whether these are this content's length and word; where the bucket told no word of it the length has to do. */
	public boolean isOf(long otherBytes, Optional<String> otherETag) {
		return bytes == otherBytes && (eTag.isEmpty() || otherETag.isEmpty() || eTag.equals(otherETag));
	}

	/** Where in the order it was first known: its derivatives stay there, and outcomes are told under it. */
	public Sequencer place() {
		return foundAs.orElse(sequencer);
	}

	/** Whether that one is this content, told of once more; what was found has no place in the order to be known by. */
	boolean isSame(Generation other) {
		return sequencer.compareTo(other.sequencer) == 0
				|| ((isOnlyFound() || other.isOnlyFound()) && eTag.isPresent() && eTag.equals(other.eTag)
						&& bytes == other.bytes);
	}

	/** This content, where that notice of it is the first to tell its place in the order. */
	Optional<Generation> placed(Generation told) {
		return isOnlyFound() && !told.isOnlyFound()
				? Optional.of(new Generation(told.sequencer, told.version, bytes, eTag, Optional.of(sequencer)))
				: Optional.empty();
	}

	private boolean isOnlyFound() {
		return sequencer.equals(UNKNOWN) || foundAs.equals(Optional.of(sequencer));
	}
}
