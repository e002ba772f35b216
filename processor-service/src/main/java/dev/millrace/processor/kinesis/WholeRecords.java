package dev.millrace.processor.kinesis;

import java.math.BigInteger;
import java.util.List;

import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Leaves records as the stream holds them. The library would take aggregates apart before anyone sees them, and lose, with
 * no more than a line in its log, what it cannot take apart and every record of an aggregate of which one lies outside the
 * shard's range. {@link Aggregates} loses nothing.
 */
final class WholeRecords extends AggregatorUtil {

	@Override
	public List<KinesisClientRecord> deaggregate(List<KinesisClientRecord> records) {
		return records;
	}

	@Override
	public List<KinesisClientRecord> deaggregate(List<KinesisClientRecord> records, String startingHashKey,
			String endingHashKey) {
		return records;
	}

	@Override
	public List<KinesisClientRecord> deaggregate(List<KinesisClientRecord> records, BigInteger startingHashKey,
			BigInteger endingHashKey) {
		return records;
	}
}
