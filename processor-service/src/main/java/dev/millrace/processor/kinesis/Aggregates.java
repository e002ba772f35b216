package dev.millrace.processor.kinesis;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.google.protobuf.InvalidProtocolBufferException;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;

import dev.millrace.processor.Damage;
import dev.millrace.processor.Position;
import dev.millrace.processor.Reason;
import dev.millrace.processor.StreamRecord;

/**
 * Takes records of the stream apart where they are aggregates of the Kinesis Producer Library. Whatever a record holds
 * comes out: each inner record, or the record itself with what is wrong with it. An inner record whose hash key lies outside
 * of the shard's range, which every other consumer would pass over, comes out as misplaced.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated
 *      record format</a>
 */
final class Aggregates {

	private static final byte[] MAGIC = AggregatorUtil.AGGREGATED_RECORD_MAGIC;
	private static final int DIGEST = 16;

	private final Optional<HashKeyRangeForLease> range;

	/** @param range of the shard whose records are taken apart; without it none of them is misplaced */
	Aggregates(Optional<HashKeyRangeForLease> range) {
		this.range = range;
	}

	/** What a record holds, in its order; at least one. */
	List<StreamRecord> takeApart(KinesisClientRecord record, String stream, String shard) {
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

	private List<StreamRecord> inner(StreamRecord whole) {
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

	private List<StreamRecord> inner(StreamRecord whole, AggregatedRecord aggregate) {
		if (aggregate.getRecordsCount() == 0) {
			return broken(whole, "The aggregate holds no records.");
		}
		List<StreamRecord> inner = new ArrayList<>(aggregate.getRecordsCount());
		var hashKeys = new HashKeys(aggregate);
		for (var record : aggregate.getRecordsList()) {
			var at = whole.position();
			var position = new Position(at.stream(), at.shard(), at.sequenceNumber(), inner.size());
			inner.add(new StreamRecord(position, whole.arrivedAt(), record.getData().toByteArray(),
					hashKeys.of(record).flatMap(this::misplaced)));
		}
		return inner;
	}

	private Optional<Damage> misplaced(BigInteger hashKey) {
		return range.filter(held -> hashKey.compareTo(held.startingHashKey()) < 0
				|| hashKey.compareTo(held.endingHashKey()) > 0)
				.map(held -> new Damage(Reason.MISPLACED,
						"The hash key %s lies outside of the shard's range, %s to %s.".formatted(hashKey,
								held.startingHashKey(), held.endingHashKey())));
	}

	private static List<StreamRecord> broken(StreamRecord whole, String damage) {
		return List.of(new StreamRecord(whole.position(), whole.arrivedAt(), whole.bytes(),
				Optional.of(new Damage(Reason.BROKEN_AGGREGATE, damage))));
	}

	static byte[] md5(byte[] bytes) {
		try {
			return MessageDigest.getInstance("MD5").digest(bytes);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has MD5", e);
		}
	}
}
