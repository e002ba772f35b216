package dev.millrace.cloud.kinesis.api;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.stream.Streams;

/** Every operation that is here, by the name that follows the dot in X-Amz-Target. */
final class Operations {
	static final String TARGET = "Kinesis_20131202.";

	private final Map<String, Operation> byName = new HashMap<>();

	Operations(Streams streams, Tokens tokens, FaultInjection faults, int maxOpenShards, InstantSource clock) {
		var finder = new StreamFinder(streams);
		byName.putAll(new StreamCalls(streams).operations());
		byName.putAll(new DescribeCalls(streams, maxOpenShards).operations());
		byName.putAll(new ShardCalls(streams).operations());
		byName.putAll(new TagCalls(streams).operations());
		byName.putAll(new ConsumerCalls(streams, clock).operations());
		byName.putAll(new MonitoringCalls(streams).operations());
		byName.putAll(new PutCalls(streams, faults).operations());
		byName.put("ListShards", Operation.small(new ListShardsCall(finder, tokens, clock)));
		byName.put("GetShardIterator", Operation.small(new IteratorCall(finder, tokens, clock)));
		byName.put("GetRecords",
				Operation.small(new GetRecordsCall(finder, tokens, clock, () -> faults.now().shardLimits())));
	}

	/** Throws UNKNOWN_OPERATION for any other target. */
	Operation of(String target) {
		var operation = target.startsWith(TARGET) ? byName.get(target.substring(TARGET.length())) : null;
		if (operation == null) {
			throw ErrorCode.UNKNOWN_OPERATION.with("There is no operation %s".formatted(target));
		}
		return operation;
	}
}
