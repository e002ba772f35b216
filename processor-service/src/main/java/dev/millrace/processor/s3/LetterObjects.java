package dev.millrace.processor.s3;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.Position;

/** The bytes of dead letters as objects named after their records, so that a letter that is written twice has one. */
final class LetterObjects implements LargeLetters {

	private static final String PREFIX = "dead-letters/";

	private final Objects objects;

	LetterObjects(Objects objects) {
		this.objects = objects;
	}

	@Override
	public String keep(DeadLetter letter) {
		String key = key(letter.record().position());
		objects.put(key, "application/octet-stream", letter.record().bytes());
		return "s3://" + objects.bucket() + "/" + key;
	}

	private static String key(Position at) {
		return "%s%s/%s/%s-%d".formatted(PREFIX, at.stream(), at.shard(), at.sequenceNumber(), at.subsequenceNumber());
	}

	/** From this bucket alone, whatever a letter says. */
	@Override
	public byte[] read(String place) {
		String bucket = "s3://" + objects.bucket() + "/";
		if (!place.startsWith(bucket + PREFIX)) {
			throw new IllegalStateException("%s is not among the dead letters of %s".formatted(place, bucket));
		}
		return objects.get(place.substring(bucket.length()));
	}
}
