package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.KinesisException;
import dev.millrace.cloud.kinesis.shard.SequenceNumber;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.stream.Stream;

/** GetShardIterator: from where a client begins to read. */
final class IteratorCall implements Operation.Small {
	private final StreamFinder finder;
	private final Tokens tokens;
	private final InstantSource clock;

	private enum Type {
		AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, TRIM_HORIZON, LATEST, AT_TIMESTAMP
	}

	/** What a request says of the place. */
	private record Start(Type type, Optional<String> sequenceNumber, Optional<Instant> timestamp) {}

	IteratorCall(StreamFinder finder, Tokens tokens, InstantSource clock) {
		this.finder = finder;
		this.tokens = tokens;
		this.clock = clock;
	}

	@Override
	public Reply call(Input in) throws IOException {
		var id = in.required("ShardId", Rule.SHARD_ID);
		var type = in.required("ShardIteratorType", Rule.oneOf(Type.class));
		var number = in.text("StartingSequenceNumber", Rule.SEQUENCE_NUMBER);
		var time = in.time("Timestamp");
		var stream = StreamFinder.requireReadable(finder.find(in));
		var shard = StreamFinder.shard(stream.state(), id);
		long position = position(stream, shard, new Start(Type.valueOf(type), number, time));
		var iterator = ShardIterator.of(stream, shard, position, clock.instant());
		return out -> out.text("ShardIterator", iterator.seal(tokens));
	}

	private long position(Stream stream, Shard shard, Start start) throws IOException {
		return switch (start.type) {
			case TRIM_HORIZON -> stream.positionAt(shard, Instant.EPOCH);
			case LATEST -> stream.end(shard);
			case AT_TIMESTAMP -> stream.positionAt(shard, requirePast(start.timestamp));
			case AT_SEQUENCE_NUMBER -> positionOf(stream, shard, start.sequenceNumber, false);
			case AFTER_SEQUENCE_NUMBER -> positionOf(stream, shard, start.sequenceNumber, true);
		};
	}

	private Instant requirePast(Optional<Instant> timestamp) {
		var time = timestamp.orElseThrow(() -> ErrorCode.INVALID_ARGUMENT
				.with("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber or (3) AT_TIMESTAMP and Timestamp."));
		var now = clock.instant();
		if (time.isAfter(now)) {
			throw ErrorCode.INVALID_ARGUMENT.with(
					"The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: %d, currentTimestampInMillis: %d"
							.formatted(time.toEpochMilli(), now.toEpochMilli()));
		}
		return time;
	}

	/** A number must be that of a record in the shard, or one of the two between which the shard's records lie. */
	private static long positionOf(Stream stream, Shard shard, Optional<String> digits, boolean after)
			throws IOException {
		var number = SequenceNumber.parse(digits.orElse("")).orElseThrow(() -> invalid(stream, shard, digits));
		if (number.equals(shard.startingSequenceNumber())) {
			return 0;
		}
		long position = number.place() - 1;
		if (!shard.sequenceNumberAt(position).equals(number)) {
			throw invalid(stream, shard, digits);
		}
		if (stream.isTrimmed(shard, position) || isEnd(shard, position)) {
			return position;
		}
		var entry = stream.entryAt(shard, position).orElseThrow(() -> invalid(stream, shard, digits));
		return after ? entry.next() : entry.position();
	}

	private static boolean isEnd(Shard shard, long position) {
		var closure = shard.closure();
		return closure != null && closure.position() == position;
	}

	private static KinesisException invalid(Stream stream, Shard shard, Optional<String> digits) {
		return ErrorCode.INVALID_ARGUMENT.with(
				"StartingSequenceNumber %s used in GetShardIterator on shard %s in stream %s under account %s is invalid because it did not come from this stream."
						.formatted(digits.orElse("null"), shard.id(), stream.state().name(), Arn.ACCOUNT));
	}
}
