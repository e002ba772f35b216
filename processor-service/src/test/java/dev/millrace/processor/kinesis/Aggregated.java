package dev.millrace.processor.kinesis;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import com.google.protobuf.ByteString;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages;

/** Aggregates as any producer may write them. */
final class Aggregated {

	private Aggregated() {}

	/** One key for all, and hash keys all over the range, so that no shard holds all of them. */
	static byte[] of(List<byte[]> data) {
		var message = Messages.AggregatedRecord.newBuilder().addPartitionKeyTable("key");
		for (int i = 0; i < data.size(); i++) {
			message.addExplicitHashKeyTable(i % 2 == 0 ? "0" : "340282366920938463463374607431768211455");
			message.addRecords(Messages.Record.newBuilder()
					.setPartitionKeyIndex(0)
					.setExplicitHashKeyIndex(i)
					.setData(ByteString.copyFrom(data.get(i))));
		}
		return around(message.build().toByteArray());
	}

	/** Whatever these bytes are, with the magic number and the checksum of an aggregate. */
	static byte[] around(byte[] message) {
		var record = new ByteArrayOutputStream();
		record.writeBytes(AggregatorUtil.AGGREGATED_RECORD_MAGIC);
		record.writeBytes(message);
		try {
			record.writeBytes(MessageDigest.getInstance("MD5").digest(message));
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError(e);
		}
		return record.toByteArray();
	}
}
