package dev.millrace.cloud.kinesis.api;

import java.util.List;

import dev.millrace.cloud.kinesis.shard.HashRange;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.StreamState;

/** Streams and shards in the members that several replies share. */
final class Descriptions {
	private Descriptions() {}

	static void stream(ReplyWriter out, Stream stream) {
		var state = stream.state();
		summary(out, stream);
		out.number("RetentionPeriodHours", state.retentionHours())
				.objects("EnhancedMonitoring", List.of(state.metrics()),
						(monitoring, metrics) -> monitoring.texts("ShardLevelMetrics", metrics))
				.text("EncryptionType", encryption(state.isEncrypted()))
				.text("KeyId", state.encryptionKey());
	}

	static void summary(ReplyWriter out, Stream stream) {
		var state = stream.state();
		name(out, state);
		out.text("StreamStatus", stream.status())
				.object("StreamModeDetails", mode -> mode.text("StreamMode", state.mode()))
				.time("StreamCreationTimestamp", state.created());
	}

	static ReplyWriter name(ReplyWriter out, StreamState state) {
		return out.text("StreamName", state.name()).text("StreamARN", Arn.of(state));
	}

	static void shard(ReplyWriter out, Shard shard) {
		out.text("ShardId", shard.id());
		parents(out, shard);
		out.object("HashKeyRange", range -> hashKeys(range, shard.range()))
				.object("SequenceNumberRange", range -> sequenceNumbers(range, shard));
	}

	static void child(ReplyWriter out, Shard shard) {
		out.text("ShardId", shard.id())
				.texts("ParentShards", shard.parents())
				.object("HashKeyRange", range -> hashKeys(range, shard.range()));
	}

	static String encryption(boolean encrypted) {
		return encrypted ? "KMS" : "NONE";
	}

	private static void parents(ReplyWriter out, Shard shard) {
		var parents = shard.parents();
		out.text("ParentShardId", parents.isEmpty() ? null : parents.getFirst());
		out.text("AdjacentParentShardId", parents.size() < 2 ? null : parents.getLast());
	}

	private static void hashKeys(ReplyWriter out, HashRange range) {
		out.text("StartingHashKey", range.start()).text("EndingHashKey", range.end());
	}

	private static void sequenceNumbers(ReplyWriter out, Shard shard) {
		var closure = shard.closure();
		out.text("StartingSequenceNumber", shard.startingSequenceNumber())
				.text("EndingSequenceNumber",
						closure == null ? null : shard.sequenceNumberAt(closure.position()));
	}
}
