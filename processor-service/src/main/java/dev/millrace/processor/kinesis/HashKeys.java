package dev.millrace.processor.kinesis;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The hash keys of an aggregate's records, each explicit, or the MD5 of the partition key. */
final class HashKeys {

	private final AggregatedRecord aggregate;
	private final Map<String, BigInteger> known = new HashMap<>();

	HashKeys(AggregatedRecord aggregate) {
		this.aggregate = aggregate;
	}

	/** Empty where the record's indexes point at no key: that spoils its keys and not its data. */
	Optional<BigInteger> of(Record record) {
		long explicit = record.getExplicitHashKeyIndex();
		if (record.hasExplicitHashKeyIndex() && explicit < aggregate.getExplicitHashKeyTableCount()) {
			return explicit(aggregate.getExplicitHashKeyTable((int) explicit));
		}
		long key = record.getPartitionKeyIndex();
		return key < aggregate.getPartitionKeyTableCount()
				? Optional.of(ofKey(aggregate.getPartitionKeyTable((int) key)))
				: Optional.empty();
	}

	private Optional<BigInteger> explicit(String decimal) {
		try {
			return Optional.of(known.computeIfAbsent(decimal, BigInteger::new));
		} catch (NumberFormatException _) {
			return Optional.empty();
		}
	}

	private BigInteger ofKey(String partitionKey) {
		return new BigInteger(1, Aggregates.md5(partitionKey.getBytes(UTF_8)));
	}
}
