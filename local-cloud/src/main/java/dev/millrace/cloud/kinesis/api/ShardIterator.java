package dev.millrace.cloud.kinesis.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.shard.ShardId;
import dev.millrace.cloud.kinesis.stream.Stream;

/**
 * Where a client reads on.
 *
 * @param streamCreated keeps it from being used on a later stream of the same name
 * @param position in the shard's log
 * @param issued for how long it is good counts from here
 */
record ShardIterator(String stream, Instant streamCreated, ShardId shard, long position, Instant issued) {
	private static final Duration GOOD_FOR = Duration.ofMinutes(5);
	private static final String KIND = "shard-iterator";

	static ShardIterator of(Stream stream, Shard shard, long position, Instant now) {
		return new ShardIterator(stream.state().name(), stream.state().created(), shard.id(), position, now);
	}

	/** Throws INVALID_ARGUMENT for what is no iterator. */
	static ShardIterator open(String token, Tokens tokens) {
		return tokens.open(token)
				.filter(words -> words.getFirst().equals(KIND))
				.map(ShardIterator::ofWords)
				.orElseThrow(() -> ErrorCode.INVALID_ARGUMENT.with("Invalid ShardIterator."));
	}

	String seal(Tokens tokens) {
		return tokens.seal(List.of(KIND, stream, streamCreated.toString(), shard.toString(), Long.toString(position),
				Long.toString(issued.toEpochMilli())));
	}

	void requireFresh(Instant now) {
		if (now.isAfter(issued.plus(GOOD_FOR))) {
			throw ErrorCode.EXPIRED_ITERATOR.with("""
					Iterator expired. The iterator was created at time %s while right now it is %s which is further in \
					the future than the tolerated delay of %d milliseconds.""".formatted(issued, now,
					GOOD_FOR.toMillis()));
		}
	}

	private static ShardIterator ofWords(List<String> words) {
		return new ShardIterator(words.get(1), Instant.parse(words.get(2)), ShardId.parse(words.get(3)).orElseThrow(),
				Long.parseLong(words.get(4)), Instant.ofEpochMilli(Long.parseLong(words.get(5))));
	}
}
