package dev.millrace.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the stream still holds, to be read beside those who read its end. All throw {@link Unavailable}. */
public interface StreamHistory {

	/** How long the stream holds a record. */
	Duration retention();

	/** The shards that hold records, the closed ones included. */
	List<Shard> shards();

	/** Whether a shard has such a record. */
	boolean holds(String shard, String sequenceNumber);

	/** Reads a shard. */
	Reader reader(String shard, From from);

	/**
	 * A shard.
	 *
	 * @param id of it
	 * @param parents of which it came, whose records are all older; the stream may have forgotten them
	 */
	record Shard(String id, Set<String> parents) {

		/** Keeps its own set. */
		public Shard {
			parents = Set.copyOf(parents);
		}
	}

	/** Where reading begins. */
	sealed interface From {

		/** With the first record that is held. */
		record Beginning() implements From {}

		/** With the first record that arrived then or later. */
		record Time(Instant arrival) implements From {}

		/** With this record. */
		record At(String sequenceNumber) implements From {}

		/** With the one after this record. */
		record After(String sequenceNumber) implements From {}
	}

	/** Reads one shard, by one thread. */
	@FunctionalInterface
	interface Reader {

		/**
		 * What comes next; the same again where it throws.
		 *
		 * @param limit the most records, aggregates counted as one, 1 to 10,000
		 * @throws Unavailable if the stream does not answer, or not so soon
		 * @throws Forgotten if it does not hold any more what would come next
		 */
		Part next(int limit);
	}

	/**
	 * A part of a shard.
	 *
	 * @param records in their order, taken out of their aggregates
	 * @param whole how many records that were, aggregates counted as one
	 * @param bytes of these
	 * @param last sequence number among them
	 * @param millisBehind from the last to the end of the shard
	 * @param ends whether the shard is closed and this is its end
	 */
	record Part(List<StreamRecord> records, int whole, long bytes, Optional<String> last, long millisBehind,
			boolean ends) {

		/** Keeps its own list. */
		public Part {
			records = List.copyOf(records);
		}
	}

	/** The stream does not hold any more what was to be read. */
	final class Forgotten extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/** Where no exception says it. */
		public Forgotten(String message) {
			super(message);
		}

		/** With what was said about it. */
		public Forgotten(String message, Throwable cause) {
			super(message, cause);
		}
	}
}
