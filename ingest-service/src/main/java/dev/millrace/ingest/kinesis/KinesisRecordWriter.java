package dev.millrace.ingest.kinesis;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import dev.millrace.ingest.EventStream.Placement;

/** Puts records with the AWS SDK. Of a PutRecords reply each entry counts by itself: a 200 may hold failed ones. */
final class KinesisRecordWriter implements RecordWriter {

	private static final Logger log = LoggerFactory.getLogger(KinesisRecordWriter.class);

	private final KinesisClient kinesis;
	private final String stream;

	KinesisRecordWriter(KinesisClient kinesis, String stream) {
		this.kinesis = kinesis;
		this.stream = stream;
	}

	@Override
	public List<Placement> put(List<Lane.Load> records) {
		var entries = records.stream().map(KinesisRecordWriter::entry).toList();
		var reply = kinesis.putRecords(request -> request.streamName(stream).records(entries));
		if (reply.records().size() != records.size()) {
			throw new IllegalStateException(
					"PutRecords answered %d results for %d records".formatted(reply.records().size(), records.size()));
		}
		return reply.records().stream().map(KinesisRecordWriter::placement).toList();
	}

	private static PutRecordsRequestEntry entry(Lane.Load load) {
		return PutRecordsRequestEntry.builder()
				.partitionKey(load.partitionKey())
				.explicitHashKey(load.lane().hashKey())
				.data(SdkBytes.fromByteArrayUnsafe(load.data()))
				.build();
	}

	private static Placement placement(PutRecordsResultEntry result) {
		if (result.errorCode() == null && result.sequenceNumber() != null) {
			return new Placement.Placed(result.shardId(), result.sequenceNumber());
		}
		log.debug("The stream did not take a record: {} {}", result.errorCode(), result.errorMessage());
		return new Placement.Unconfirmed();
	}
}
