package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.log.LogEntry;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.stream.Progress;
import dev.millrace.cloud.kinesis.stream.ReadLimits;
import dev.millrace.cloud.kinesis.stream.Stream;

/** GetRecords: records go from the disk to the client without being gathered on the way. */
final class GetRecordsCall implements Operation.Small {
	private static final int MAX_RECORDS = 10_000;
	private static final long MAX_BYTES = 10 << 20;

	private final StreamFinder finder;
	private final Tokens tokens;
	private final InstantSource clock;
	private final BooleanSupplier limited;

	GetRecordsCall(StreamFinder finder, Tokens tokens, InstantSource clock, BooleanSupplier limited) {
		this.finder = finder;
		this.tokens = tokens;
		this.clock = clock;
		this.limited = limited;
	}

	@Override
	public Reply call(Input in) {
		int limit = in.number("Limit", 1, MAX_RECORDS).orElse(MAX_RECORDS);
		var token = in.required("ShardIterator", Rule.atLeast(1), Rule.atMost(512));
		in.check();
		var iterator = ShardIterator.open(token, tokens);
		iterator.requireFresh(clock.instant());
		var stream = streamOf(iterator);
		var shard = StreamFinder.shard(stream.state(), iterator.shard().toString());
		requireAllowed(stream, shard);
		return out -> write(out, stream, shard, iterator.position(), new ReadLimits(limit, MAX_BYTES));
	}

	private Stream streamOf(ShardIterator iterator) {
		var stream = StreamFinder.requireReadable(finder.named(iterator.stream()));
		if (!stream.state().created().equals(iterator.streamCreated())) {
			throw ErrorCode.INVALID_ARGUMENT.with("Invalid ShardIterator: it is of an earlier stream of that name.");
		}
		return stream;
	}

	private void requireAllowed(Stream stream, Shard shard) {
		if (limited.getAsBoolean() && !stream.allowsRead(shard)) {
			throw ErrorCode.THROUGHPUT_EXCEEDED.with("Rate exceeded for shard %s in stream %s under account %s."
					.formatted(shard.id(), stream.state().name(), Arn.ACCOUNT));
		}
	}

	private void write(ReplyWriter out, Stream stream, Shard shard, long from, ReadLimits limits) throws IOException {
		out.startObjects("Records");
		var progress = stream.read(shard, from, limits, entry -> out.object(members -> record(members, shard, entry)));
		out.endObjects();
		out.number("MillisBehindLatest", progress.millisBehind());
		whereToGoOn(out, stream, shard, progress);
	}

	private static void record(ReplyWriter out, Shard shard, LogEntry entry) {
		out.text("SequenceNumber", shard.sequenceNumberAt(entry.position()))
				.time("ApproximateArrivalTimestamp", Instant.ofEpochMilli(entry.arrivalMillis()))
				.bytes("Data", entry.data())
				.text("PartitionKey", entry.partitionKey());
		if (entry.encrypted()) {
			out.text("EncryptionType", Descriptions.encryption(true));
		}
	}

	/** At the end of a closed shard in its children, otherwise in itself. */
	private void whereToGoOn(ReplyWriter out, Stream stream, Shard shard, Progress progress) {
		if (progress.shardEnded()) {
			out.objects("ChildShards", stream.state().shards().childrenOf(shard.id()), Descriptions::child);
		} else {
			var next = ShardIterator.of(stream, shard, progress.next(), clock.instant());
			out.text("NextShardIterator", next.seal(tokens));
		}
	}
}
