package dev.millrace.ingest.kinesis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import dev.millrace.event.Event;

/** What a consumer finds in one record. */
final class Deaggregated {

	private Deaggregated() {}

	static List<String> ids(byte[] record) {
		return records(record).stream().map(Deaggregated::id).toList();
	}

	static List<KinesisClientRecord> records(byte[] record) {
		var outer = KinesisClientRecord.builder()
				.data(ByteBuffer.wrap(record))
				.partitionKey("outer")
				.sequenceNumber("1")
				.approximateArrivalTimestamp(Instant.EPOCH)
				.build();
		return new AggregatorUtil().deaggregate(List.of(outer));
	}

	private static String id(KinesisClientRecord record) {
		byte[] document = new byte[record.data().remaining()];
		record.data().get(document);
		return ((Event.Stored.Legible) Event.read(document)).event().id();
	}
}
