package dev.millrace.processor.sqs;

/** A letter that no message can hold, even compressed. */
final class LetterTooLarge extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LetterTooLarge(int characters, int limit) {
		super("The letter has %d characters; a message holds %d.".formatted(characters, limit));
	}
}
