package dev.millrace.processor;

import java.time.Instant;
import java.util.Optional;

import dev.millrace.event.Event;

/**
 * A dead letter as it is kept for whoever looks after it, without its bytes.
 *
 * @param id follows from the record's position, so that a letter that is written twice is one
 * @param reason why it could not be stored, the last time
 * @param position where the record stands in the stream
 * @param arrivedAt when the stream took the record, approximately
 * @param size of the record in bytes
 * @param event which event it is, where it can be read as one
 * @param redrives how often it was tried again in vain
 * @param closing what ended it, where something did
 */
public record KeptLetter(String id, Reason reason, Position position, Instant arrivedAt, int size,
		Optional<Subject> event, int redrives, Optional<Closing> closing) {

	/** The event of a letter. */
	public record Subject(String id, String source, String type) {

		/** The event that a record holds, where it can be read as one. */
		public static Optional<Subject> of(byte[] bytes) {
			try {
				return switch (Event.read(bytes)) {
					case Event.Stored.Legible(var event) ->
						Optional.of(new Subject(event.id(), event.source(), event.type()));
					case Event.Stored.Illegible(var _) -> Optional.empty();
				};
			} catch (RuntimeException | StackOverflowError _) { // Perhaps the very reason why it is a letter.
				return Optional.empty();
			}
		}
	}

	/**
	 * The end of a letter.
	 *
	 * @param how {@value #REDRIVEN} or {@value #DELETED}
	 * @param by the id of the key that asked for it
	 * @param why what was said about it
	 */
	public record Closing(String how, String by, String why, Instant at) {

		/** Its event is stored. */
		public static final String REDRIVEN = "redriven";
		/** Nobody wants it any more. */
		public static final String DELETED = "deleted";
	}

	/** A letter that nobody has touched yet. */
	public static KeptLetter of(DeadLetter letter) {
		var record = letter.record();
		return new KeptLetter(idOf(record.position()), letter.reason(), record.position(), record.arrivedAt(),
				record.bytes().length, Subject.of(record.bytes()), 0, Optional.empty());
	}

	private static String idOf(Position at) {
		return "%s.%s.%d".formatted(at.shard(), at.sequenceNumber(), at.subsequenceNumber());
	}

	/** The same after one more attempt in vain. */
	public KeptLetter failedAgain(Reason last) {
		var sum = new Reason(last.code(), last.message(), last.exception(), reason.attempts() + last.attempts(),
				reason.firstAt(), last.lastAt());
		return new KeptLetter(id, sum, position, arrivedAt, size, event, redrives + 1, closing);
	}

	/** The same at its end. */
	public KeptLetter closed(Closing end) {
		return new KeptLetter(id, reason, position, arrivedAt, size, event, redrives, Optional.of(end));
	}
}
