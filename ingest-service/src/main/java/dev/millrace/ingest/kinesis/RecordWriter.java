package dev.millrace.ingest.kinesis;

import java.util.List;

import dev.millrace.ingest.EventStream.Placement;

/** Puts records into the stream, once. */
@FunctionalInterface
interface RecordWriter {

	/**
	 * One PutRecords call.
	 *
	 * @return a placement a record, in their order
	 * @throws RuntimeException where the call as a whole failed or its reply was lost: what it brought is unknown
	 */
	List<Placement> put(List<Lane.Load> records);
}
