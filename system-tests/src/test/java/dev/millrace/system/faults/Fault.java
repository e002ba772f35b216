package dev.millrace.system.faults;

import java.util.List;

/** What goes wrong. */
enum Fault {
	/** kill -9. */
	PROCESSOR_KILLED, INGEST_KILLED, CLOUD_KILLED,
	/** The stream gets another number of shards. */
	RESHARDED,
	/** PutRecords refuses a part of its entries. */
	ENTRIES_REFUSED,
	/** Kinesis does what it was asked and does not answer. */
	STREAM_REPLIES_LOST, TABLE_THROTTLED, TABLE_REPLIES_LOST, TABLE_TIMED_OUT,
	/** Writing a batch fails as if an event in it were bad. */
	BATCHES_REJECTED;

	static final List<Fault> ALL = List.of(values());
}
