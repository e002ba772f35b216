package dev.millrace.cloud.kinesis.shard;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One shard.
 *
 * @param createdMillis in ms since 1970, later than that of each parent, so that sequence numbers go on growing
 * @param parents none; one, which was split; or two, which were merged, the one that gave the lower hash keys first
 * @param closure absent while the shard is open
 */
public record Shard(ShardId id, HashRange range, long createdMillis, List<ShardId> parents,
		@Nullable Closure closure) {

	static Shard open(ShardId id, HashRange range, long createdMillis, List<ShardId> parents) {
		return new Shard(id, range, createdMillis, parents, null);
	}

	public boolean isOpen() {
		return closure == null;
	}

	/** Less than that of any record in the shard. */
	public SequenceNumber startingSequenceNumber() {
		return new SequenceNumber(createdMillis, 0, id);
	}

	/** That of the record at a position of the shard's log; at the log's end, greater than that of any record. */
	public SequenceNumber sequenceNumberAt(long logPosition) {
		return new SequenceNumber(createdMillis, logPosition + 1, id);
	}

	/** Whether the shard took records at some time from that one on. */
	public boolean isOpenAfter(Instant time) {
		return closure == null || closure.atMillis() >= time.toEpochMilli();
	}

	/** Whether the shard took records at that very time. */
	public boolean isOpenAt(Instant time) {
		return createdMillis <= time.toEpochMilli() && isOpenAfter(time);
	}

	Shard close(long position, long atMillis) {
		return new Shard(id, range, createdMillis, parents, new Closure(position, atMillis));
	}
}
