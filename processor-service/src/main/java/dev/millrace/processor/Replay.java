package dev.millrace.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of the stream that is sent on its way once more, up to what had arrived when that was asked for.
 *
 * @param id of the replay
 * @param plan what is replayed
 * @param by the id of the key that asked for it
 * @param createdAt when; what the stream took later is not replayed
 * @param state where it stands
 * @param why it ended so, where there is something to say
 * @param owner the process that runs it; none where that stopped in order, or none has begun
 * @param revision grows with each write, so that of two writers one is told that it is not alone
 * @param updatedAt when it was written last
 * @param progress how far it is
 */
public record Replay(String id, Plan plan, String by, Instant createdAt, State state, Optional<String> why,
		Optional<String> owner, long revision, Instant updatedAt, Progress progress) {

	/** Where a replay stands. */
	public enum State {
		/** It is run, or waits for a process that does. */
		RUNNING,
		/** All is sent. */
		DONE,
		/** Nobody wants the rest. */
		CANCELLED,
		/** It cannot go on. */
		FAILED
	}

	/** Where events are sent. */
	public enum Target {
		/** Into the table: what is missing is stored, and nobody is told. */
		TABLE,
		/** The same, and each event that is in the table because of its record is published. */
		BUS
	}

	/**
	 * What is replayed: either from a time on, or from a record of each named shard on, and then those that came of it.
	 *
	 * @param target where it is sent
	 * @param from the arrival with which it begins
	 * @param sequenceNumbers the record of each shard with which it begins, where {@code from} is not given
	 * @param types only events of these; one that ends in an asterisk names all that begin so. Empty: all records
	 * @param dryRun whether they are only counted
	 */
	public record Plan(Target target, Optional<Instant> from, Map<String, String> sequenceNumbers, List<String> types,
			boolean dryRun) {

		/** Keeps its own collections. */
		public Plan {
			sequenceNumbers = Map.copyOf(sequenceNumbers);
			types = List.copyOf(types);
		}

		/** Whether events of this type are wanted. */
		public boolean names(String type) {
			return types.stream()
					.anyMatch(name -> name.endsWith("*")
							? type.startsWith(name.substring(0, name.length() - 1))
							: name.equals(type));
		}
	}

	/**
	 * How far a replay is.
	 *
	 * @param shards how far each shard is that was begun
	 * @param counts of what was read
	 * @param perSecond records, since it was written before
	 */
	public record Progress(Map<String, Mark> shards, Counts counts, double perSecond) {

		/** Keeps its own map. */
		public Progress {
			shards = Map.copyOf(shards);
		}

		Progress with(String shard, Mark mark, Counts more) {
			Map<String, Mark> marks = new HashMap<>(shards);
			marks.put(shard, mark);
			return new Progress(marks, counts.plus(more), perSecond);
		}
	}

	/**
	 * How far a shard is.
	 *
	 * @param sequenceNumber of the last record that is done
	 * @param finished whether nothing is left
	 * @param millisBehind from there to the end of the shard
	 */
	public record Mark(Optional<String> sequenceNumber, boolean finished, long millisBehind) {}

	/**
	 * What became of records; those of an aggregate count each.
	 *
	 * @param records that were read
	 * @param skipped those of them that are not of the plan's types
	 * @param stored whose event is in the table because of the replay
	 * @param redelivered whose event this very record had brought before
	 * @param duplicates whose event another record had brought
	 * @param deadLettered that cannot be stored
	 */
	public record Counts(long records, long skipped, long stored, long redelivered, long duplicates,
			long deadLettered) {

		/** Nothing was read. */
		public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

		/** Both together. */
		public Counts plus(Counts more) {
			return new Counts(records + more.records, skipped + more.skipped, stored + more.stored,
					redelivered + more.redelivered, duplicates + more.duplicates, deadLettered + more.deadLettered);
		}
	}

	/** One that nobody runs yet. */
	public static Replay of(String id, Plan plan, String by, Instant now) {
		return new Replay(id, plan, by, now, State.RUNNING, Optional.empty(), Optional.empty(), 0, now,
				new Progress(Map.of(), Counts.NONE, 0));
	}

	/** Whether there is something left to do. */
	public boolean runs() {
		return state == State.RUNNING;
	}

	/** The same in the hands of a process, or of none. */
	public Replay ownedBy(Optional<String> process) {
		return new Replay(id, plan, by, createdAt, state, why, process, revision, updatedAt, progress);
	}

	/** The same when more of a shard is done. */
	public Replay advanced(String shard, Mark mark, Counts more) {
		return new Replay(id, plan, by, createdAt, state, why, owner, revision, updatedAt,
				progress.with(shard, mark, more));
	}

	/** The same at its end. */
	public Replay ended(State end, Optional<String> reason) {
		return new Replay(id, plan, by, createdAt, end, reason, Optional.empty(), revision, updatedAt, progress);
	}

	/**
	 * The same as it is to be written.
	 *
	 * @param before what was written before, from which the rate follows
	 */
	public Replay writtenAt(Instant now, Replay before) {
		double seconds = Duration.between(before.updatedAt, now).toMillis() / 1000.0;
		long more = progress.counts.records - before.progress.counts.records;
		double rate = seconds > 0 ? more / seconds : before.progress.perSecond;
		return new Replay(id, plan, by, createdAt, state, why, owner, revision + 1, now,
				new Progress(progress.shards, progress.counts, rate));
	}
}
