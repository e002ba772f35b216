package dev.millrace.bench.processor;

import java.util.List;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts events into a stream, as fast as one caller can, each as a record of its own. */
final class Puts {

	private static final int RECORDS_OF_CALL = 500;

	private final KinesisClient kinesis;
	private final String stream;

	Puts(KinesisClient kinesis, String stream) {
		this.kinesis = kinesis;
		this.stream = stream;
	}

	void all(List<byte[]> events) {
		for (int from = 0; from < events.size(); from += RECORDS_OF_CALL) {
			var records = events.subList(from, Math.min(events.size(), from + RECORDS_OF_CALL))
					.stream()
					.map(Puts::record)
					.toList();
			if (kinesis.putRecords(put -> put.streamName(stream).records(records)).failedRecordCount() > 0) {
				throw new IllegalStateException("the local cloud has no limits, and takes every record");
			}
		}
	}

	private static PutRecordsRequestEntry record(byte[] event) {
		return PutRecordsRequestEntry.builder()
				.partitionKey(Ids.attribute(new String(event, UTF_8), "partitionkey"))
				.data(SdkBytes.fromByteArrayUnsafe(event))
				.build();
	}
}
