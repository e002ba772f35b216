package dev.millrace.cloud.kinesis.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.log.NewEntry;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.shard.ShardId;

/** Records on their way into the shards to which they belong: one append a shard, one outcome a record. */
final class PutBatch {
	private static final Logger LOG = LoggerFactory.getLogger(PutBatch.class);

	private final StreamState state;
	private final List<NewRecord> records;
	private final PutOutcome[] outcomes;
	private final SortedMap<ShardId, List<Integer>> byShard = new TreeMap<>();

	PutBatch(StreamState state, List<NewRecord> records) {
		this.state = state;
		this.records = records;
		this.outcomes = new PutOutcome[records.size()];
	}

	/** Gives each record to its shard, unless limits are on and used up. */
	void route(ShardStores stores, boolean limited) {
		for (int i = 0; i < records.size(); i++) {
			var owner = state.shards().owner(records.get(i).hash());
			if (limited && !stores.of(owner.id()).limits().allowsRecord(sizeOf(records.get(i)))) {
				outcomes[i] = throttled(owner);
			} else {
				byShard.computeIfAbsent(owner.id(), _ -> new ArrayList<>()).add(i);
			}
		}
	}

	void append(ShardStores stores, Instant now) {
		byShard.forEach((id, indexes) -> append(stores.of(id), state.shards().find(id).orElseThrow(), indexes, now));
	}

	List<PutOutcome> outcomes() {
		return Arrays.asList(outcomes);
	}

	private void append(ShardStore store, Shard shard, List<Integer> indexes, Instant now) {
		try {
			var positions = store.log().append(indexes.stream().map(this::entry).toList(), now);
			for (int i = 0; i < positions.size(); i++) {
				outcomes[indexes.get(i)] = new PutOutcome.Stored(shard.sequenceNumberAt(positions.get(i)));
			}
		} catch (IOException e) {
			LOG.error("Records could not be written to {}", store.directory(), e);
			indexes.forEach(i -> outcomes[i] = new PutOutcome.Refused(ErrorCode.INTERNAL_FAILURE,
					"Internal service failure."));
		}
	}

	private NewEntry entry(int index) {
		var record = records.get(index);
		return new NewEntry(record.partitionKey(), state.isEncrypted(), record.data());
	}

	private PutOutcome throttled(Shard shard) {
		return new PutOutcome.Refused(ErrorCode.THROUGHPUT_EXCEEDED,
				"Rate exceeded for shard %s in stream %s under account 000000000000.".formatted(shard.id(),
						state.name()));
	}

	private static int sizeOf(NewRecord record) {
		return record.partitionKey().getBytes(StandardCharsets.UTF_8).length + record.data().remaining();
	}
}
