package dev.millrace.cloud.kinesis.api;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.UniformScaling;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.StreamMode;
import dev.millrace.cloud.kinesis.stream.Streams;

/** Shards split, merge and change in number. */
final class ShardCalls {
	private static final int MAX_SHARDS = 100_000;

	private final Streams streams;
	private final StreamFinder finder;

	ShardCalls(Streams streams) {
		this.streams = streams;
		this.finder = new StreamFinder(streams);
	}

	Map<String, Operation> operations() {
		return Map.of("SplitShard", Operation.small(this::split),
				"MergeShards", Operation.small(this::merge),
				"UpdateShardCount", Operation.small(this::updateCount));
	}

	private Reply split(Input in) {
		var id = in.required("ShardToSplit", Rule.SHARD_ID);
		var at = in.required("NewStartingHashKey", Rule.HASH_KEY);
		var stream = requireProvisioned(finder.find(in));
		streams.requireRoomFor(1);
		stream.reshard((state, now, ends) -> state.shards()
				.split(StreamFinder.openShard(state, id), new BigInteger(at), now, ends));
		return Reply.EMPTY;
	}

	private Reply merge(Input in) {
		var id = in.required("ShardToMerge", Rule.SHARD_ID);
		var adjacent = in.required("AdjacentShardToMerge", Rule.SHARD_ID);
		var stream = requireProvisioned(finder.find(in));
		stream.reshard((state, now, ends) -> state.shards()
				.merge(StreamFinder.openShard(state, id), StreamFinder.openShard(state, adjacent), now, ends));
		return Reply.EMPTY;
	}

	private Reply updateCount(Input in) {
		int target = in.requiredNumber("TargetShardCount", 1, MAX_SHARDS);
		in.required("ScalingType", Rule.oneOf(List.of("UNIFORM_SCALING")));
		var stream = requireProvisioned(finder.find(in));
		int current = stream.state().shards().openCount();
		requireWithinReach(current, target);
		streams.requireRoomFor(target - current);
		stream.reshard((state, now, ends) -> new UniformScaling(now, ends).scale(state.shards(), target));
		return out -> Descriptions.name(out, stream.state())
				.number("CurrentShardCount", current)
				.number("TargetShardCount", target);
	}

	private static void requireWithinReach(int current, int target) {
		if (target > 2 * current) {
			throw outOfReach("up over double", current, target);
		}
		if (2 * target < current) {
			throw outOfReach("down below half", current, target);
		}
	}

	private static RuntimeException outOfReach(String how, int current, int target) {
		return ErrorCode.INVALID_ARGUMENT.with(
				"UpdateShardCount cannot scale %s your current open shard count. Current open shard count: %d Target shard count: %d"
						.formatted(how, current, target));
	}

	private static Stream requireProvisioned(Stream stream) {
		if (stream.state().mode() == StreamMode.ON_DEMAND) {
			throw ErrorCode.VALIDATION.with("Request is invalid. Stream %s under account %s is in On-Demand mode."
					.formatted(stream.state().name(), Arn.ACCOUNT));
		}
		return stream;
	}
}
