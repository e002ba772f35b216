package dev.millrace.cloud.kinesis.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.stream.StreamState;

/**
 * Which shards a client wants to see.
 *
 * @param shardId with AFTER_SHARD_ID
 * @param timestamp with AT_TIMESTAMP and FROM_TIMESTAMP
 */
record ShardFilter(Type type, Optional<String> shardId, Optional<Instant> timestamp) {
	static final ShardFilter ALL = new ShardFilter(Type.FROM_TRIM_HORIZON, Optional.empty(), Optional.empty());

	enum Type {
		AFTER_SHARD_ID, AT_TRIM_HORIZON, FROM_TRIM_HORIZON, AT_LATEST, AT_TIMESTAMP, FROM_TIMESTAMP
	}

	static ShardFilter read(Input in) {
		var type = in.required("Type", Rule.oneOf(Type.class));
		var shardId = in.text("ShardId", Rule.SHARD_ID);
		var timestamp = in.time("Timestamp");
		in.check();
		return new ShardFilter(Type.valueOf(type), shardId, timestamp).complete();
	}

	/** As words of a token, and back. */
	List<String> words() {
		return List.of(type.name(), shardId.orElse(""), timestamp.map(Instant::toString).orElse(""));
	}

	static ShardFilter ofWords(List<String> words) {
		return new ShardFilter(Type.valueOf(words.get(0)), Optional.of(words.get(1)).filter(id -> !id.isEmpty()),
				Optional.of(words.get(2)).filter(time -> !time.isEmpty()).map(Instant::parse));
	}

	/** Times before the stream's oldest record mean that record. */
	Predicate<Shard> on(StreamState stream, Instant now) {
		var horizon = later(stream.horizon(now), stream.created());
		var time = later(timestamp.orElse(horizon), horizon);
		return switch (type) {
			case AFTER_SHARD_ID -> shard -> shard.id().toString().compareTo(shardId.orElse("")) > 0;
			case AT_TRIM_HORIZON -> shard -> shard.isOpenAt(horizon);
			case FROM_TRIM_HORIZON -> shard -> shard.isOpenAfter(horizon);
			case AT_LATEST -> Shard::isOpen;
			case AT_TIMESTAMP -> shard -> shard.isOpenAt(time);
			case FROM_TIMESTAMP -> shard -> shard.isOpenAfter(time);
		};
	}

	private ShardFilter complete() {
		if (type == Type.AFTER_SHARD_ID && shardId.isEmpty()) {
			throw ErrorCode.INVALID_ARGUMENT
					.with("ShardId must be specified if the ShardFilter type is AFTER_SHARD_ID.");
		}
		if ((type == Type.AT_TIMESTAMP || type == Type.FROM_TIMESTAMP) && timestamp.isEmpty()) {
			throw ErrorCode.INVALID_ARGUMENT
					.with("Timestamp must be specified if the ShardFilter type is %s.".formatted(type));
		}
		return this;
	}

	private static Instant later(Instant a, Instant b) {
		return a.isAfter(b) ? a : b;
	}
}
