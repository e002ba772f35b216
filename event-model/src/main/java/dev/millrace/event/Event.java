package dev.millrace.event;

import java.time.Instant;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One event as it lies in the stream. Its identity is source and id: two events of the same identity are one event, and
 * the first of them counts.
 *
 * @param id unique within its source
 * @param source who sent it
 * @param type what it says happened
 * @param time when that happened, if the sender said so
 * @param partitionKey events of one key keep their order
 * @param receivedAt when the intake took it, to the millisecond
 * @param repeatable whether its sender chose the id, so that the same event may come again
 * @param document the whole event: a CloudEvents 1.0 JSON document in UTF-8, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A document of up to a megabyte, written once; never compared.
public record Event(String id, String source, String type, Optional<Instant> time, String partitionKey,
		Instant receivedAt,
		boolean repeatable, byte[] document) {

	/** Bytes of a record that Kinesis takes in each stream, its partition key included. */
	public static final int RECORD_BYTES = 1 << 20;
	/** What an aggregate of one event adds around it and its key, at most. */
	private static final int AROUND = 96;

	/** Bytes that a record would have, its partition key included, that holds nothing but this event; at most. */
	public int recordBytes() {
		return document.length + 2 * partitionKey.getBytes(UTF_8).length + AROUND;
	}

	/** Where it stands in time: its own time, else when it was received. */
	public Instant timestamp() {
		return time.orElse(receivedAt);
	}

	/**
	 * Whether any shard may hold it: nobody chose its id, so that no other event has its identity, nor a partition key, so that there is
	 * no other that it must not overtake.
	 */
	public boolean mayLieAnywhere() {
		return !repeatable && partitionKey.equals(PartitionKeys.of(id));
	}

	/** What came of reading a document of the stream. */
	public sealed interface Stored {

		/** An event that this intake wrote. */
		record Legible(Event event) implements Stored {}

		/** Something else. */
		record Illegible(Problem problem) implements Stored {}
	}

	/**
	 * Reads a document of the stream.
	 *
	 * @param document CloudEvents 1.0 JSON with the extensions that the intake adds; kept, not copied
	 */
	public static Stored read(byte[] document) {
		return StoredEvents.read(document);
	}
}
