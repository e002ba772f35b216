package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import dev.millrace.processor.ShardProgress;

/** How far one shard is read, told by its thread and asked by others. */
final class Progress implements ShardProgress {

	private final String shard;
	private final InstantSource clock;
	private Instant readAt;
	private long behind;
	private @Nullable Instant oldest;
	private int records;
	private double eventsOfRecord = 1;
	private double recordsOfMilli;
	private @Nullable Instant uncheckpointedSince;

	Progress(String shard, InstantSource clock) {
		this.shard = shard;
		this.clock = clock;
		this.readAt = clock.instant();
	}

	/** A batch was read, so far from the end of the shard. */
	synchronized void read(List<KinesisClientRecord> batch, @Nullable Long millisBehind) {
		readAt = clock.instant();
		behind = millisBehind == null ? 0 : millisBehind;
		records = batch.size();
		if (batch.isEmpty()) {
			return;
		}
		Instant first = batch.getFirst().approximateArrivalTimestamp();
		oldest = first;
		long millis = Duration.between(first, batch.getLast().approximateArrivalTimestamp()).toMillis();
		recordsOfMilli = millis > 0 ? (double) batch.size() / millis : recordsOfMilli;
	}

	/** So many of its records are settled, which held so many events. */
	synchronized void settled(int more, int events) {
		records -= more;
		eventsOfRecord = (double) events / Math.max(1, more);
		if (uncheckpointedSince == null) {
			uncheckpointedSince = clock.instant();
		}
	}

	/** All of the batch is settled. */
	synchronized void idle() {
		oldest = null;
		records = 0;
		readAt = clock.instant();
	}

	/** All that is settled is checkpointed. */
	synchronized void checkpointed() {
		uncheckpointedSince = null;
	}

	/** Whether the library has asked for nothing for so long, though nothing is under way. */
	synchronized boolean isSilent(Duration limit) {
		return oldest == null && Duration.between(readAt, clock.instant()).compareTo(limit) >= 0;
	}

	@Override
	public String shard() {
		return shard;
	}

	@Override
	public synchronized long lagMillis() {
		return behind + (oldest == null ? 0 : since(readAt));
	}

	@Override
	public synchronized long lagRecords() {
		return Math.round((records + behind * recordsOfMilli) * eventsOfRecord);
	}

	@Override
	public synchronized long ageMillis() {
		return since(oldest);
	}

	@Override
	public synchronized long checkpointMillis() {
		return since(uncheckpointedSince);
	}

	private long since(@Nullable Instant time) {
		return time == null ? 0 : Math.max(0, Duration.between(time, clock.instant()).toMillis());
	}
}
