package dev.millrace.system.faults;

import java.util.Arrays;
import java.util.List;

/** What goes wrong, and where. */
enum Fault {
	/** kill -9. */
	PROCESSOR_KILLED(Where.PLATFORM), INGEST_KILLED(Where.PLATFORM), CLOUD_KILLED(Where.PLATFORM),
	/** The stream gets another number of shards. */
	RESHARDED(Where.PLATFORM),
	/** PutRecords refuses a part of its entries. */
	ENTRIES_REFUSED(Where.STREAM),
	/** Kinesis does what it was asked and does not answer. */
	STREAM_REPLIES_LOST(Where.STREAM),
	/** DynamoDB has no capacity for a part of the calls. */
	TABLE_THROTTLED(Where.TABLE),
	/** It does what it was asked and does not answer, at all or in time. */
	TABLE_REPLIES_LOST(Where.TABLE), TABLE_TIMED_OUT(Where.TABLE),
	/** Writing a batch fails as if an event in it were bad. */
	BATCHES_REJECTED(Where.TABLE);

	/** What fails. In each of these places one thing at a time goes wrong. */
	enum Where {
		PLATFORM, STREAM, TABLE;

		List<Fault> faults() {
			return Arrays.stream(Fault.values()).filter(fault -> fault.where == this).toList();
		}
	}

	private final Where where;

	Fault(Where where) {
		this.where = where;
	}

	boolean isOfThePlatform() {
		return where == Where.PLATFORM;
	}
}
