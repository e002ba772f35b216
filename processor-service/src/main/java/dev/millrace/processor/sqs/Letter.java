package dev.millrace.processor.sqs;

import java.time.Instant;
import java.util.Optional;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.Position;
import dev.millrace.processor.Reason;
import dev.millrace.processor.StreamRecord;

/**
 * A dead letter as the queue holds it: one JSON object.
 *
 * @param reason why it is here
 * @param stream the stream that held the record
 * @param shardId its shard
 * @param sequenceNumber of the record in its shard
 * @param subsequenceNumber its place inside an aggregate
 * @param approximateArrival when the stream took it, RFC 3339
 * @param encoding how {@code bytes} is to be read: {@code base64}; {@code gzip+base64}: base64 first, then gunzip; or
 *            {@code uri}: they lie there
 * @param bytes what the record holds, as it came
 */
record Letter(Why reason, String stream, String shardId, String sequenceNumber, long subsequenceNumber,
		String approximateArrival, String encoding, String bytes) {

	/** Characters of a message that are kept. */
	private static final int MESSAGE = 1000;

	/**
	 * The reason in the queue's words.
	 *
	 * @param code a stable word
	 * @param message for a person, cut to 1,000 characters
	 * @param exception the class of the exception, or null
	 * @param attempts how often it was tried
	 * @param firstAt RFC 3339
	 * @param lastAt RFC 3339
	 */
	record Why(String code, String message, Optional<String> exception, int attempts, String firstAt, String lastAt) {}

	static Letter of(DeadLetter letter, Encoded bytes) {
		var reason = letter.reason();
		var position = letter.record().position();
		String message = reason.message().substring(0, Math.min(MESSAGE, reason.message().length()));
		var why = new Why(reason.code(), message, reason.exception(), reason.attempts(), reason.firstAt().toString(),
				reason.lastAt().toString());
		return new Letter(why, position.stream(), position.shard(), position.sequenceNumber(),
				position.subsequenceNumber(), letter.record().arrivedAt().toString(), bytes.encoding(), bytes.text());
	}

	/** @param large where the bytes are if they are elsewhere */
	DeadLetter read(LargeLetters large) {
		var why = new Reason(reason.code(), reason.message(), reason.exception(), reason.attempts(),
				Instant.parse(reason.firstAt()), Instant.parse(reason.lastAt()));
		var position = new Position(stream, shardId, sequenceNumber, subsequenceNumber);
		return new DeadLetter(why, new StreamRecord(position, Instant.parse(approximateArrival),
				new Encoded(encoding, bytes).bytes(large)));
	}
}
