package dev.millrace.processor.kinesis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.google.protobuf.InvalidProtocolBufferException;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;

import dev.millrace.processor.Position;
import dev.millrace.processor.StreamRecord;

/**
 * Takes records of the stream apart where they are aggregates of the Kinesis Producer Library. Whatever a record holds
 * comes out: each inner record, also one whose hash lies outside the shard (its event is stored like any other, and if its
 * producer sends it again it is a duplicate), or the record itself with what is wrong with it.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated
 *      record format</a>
 */
final class Aggregates {

	private static final byte[] MAGIC = AggregatorUtil.AGGREGATED_RECORD_MAGIC;
	private static final int DIGEST = 16;

	private Aggregates() {}

	/** What a record holds, in its order; at least one. */
	static List<StreamRecord> takeApart(KinesisClientRecord record, String stream, String shard) {
		byte[] bytes = new byte[record.data().remaining()];
		record.data().duplicate().get(bytes);
		var position = new Position(stream, shard, record.sequenceNumber(), record.subSequenceNumber());
		var whole = new StreamRecord(position, record.approximateArrivalTimestamp(), bytes);
		return isAggregate(bytes) ? inner(whole) : List.of(whole);
	}

	/** No event begins like this: the bytes are not even UTF-8. */
	private static boolean isAggregate(byte[] bytes) {
		return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
	}

	private static List<StreamRecord> inner(StreamRecord whole) {
		byte[] bytes = whole.bytes();
		int end = bytes.length - DIGEST;
		if (end <= MAGIC.length) {
			return broken(whole, "The aggregate is cut off after %d bytes.".formatted(bytes.length));
		}
		byte[] message = Arrays.copyOfRange(bytes, MAGIC.length, end);
		if (!MessageDigest.isEqual(md5(message), Arrays.copyOfRange(bytes, end, bytes.length))) {
			return broken(whole, "The aggregate does not match its checksum.");
		}
		try {
			return inner(whole, AggregatedRecord.parseFrom(message));
		} catch (InvalidProtocolBufferException e) {
			return broken(whole, "The aggregate is no Protocol Buffers message: " + e.getMessage());
		}
	}

	/** An index that points nowhere spoils a record's keys, which nobody needs here, and not its data. */
	private static List<StreamRecord> inner(StreamRecord whole, AggregatedRecord aggregate) {
		if (aggregate.getRecordsCount() == 0) {
			return broken(whole, "The aggregate holds no records.");
		}
		List<StreamRecord> inner = new ArrayList<>(aggregate.getRecordsCount());
		for (var record : aggregate.getRecordsList()) {
			var at = whole.position();
			var position = new Position(at.stream(), at.shard(), at.sequenceNumber(), inner.size());
			inner.add(new StreamRecord(position, whole.arrivedAt(), record.getData().toByteArray()));
		}
		return inner;
	}

	private static List<StreamRecord> broken(StreamRecord whole, String damage) {
		return List.of(new StreamRecord(whole.position(), whole.arrivedAt(), whole.bytes(), Optional.of(damage)));
	}

	private static byte[] md5(byte[] bytes) {
		try {
			return MessageDigest.getInstance("MD5").digest(bytes);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has MD5", e);
		}
	}
}
