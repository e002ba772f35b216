package dev.millrace.cloud.kinesis.api;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.HashRange;
import dev.millrace.cloud.kinesis.stream.NewRecord;

/** What AWS asks of records that are put. */
final class PutRules {
	static final int MAX_RECORDS = 500;
	private static final int MAX_RECORD_BYTES = 1 << 20;
	private static final int MAX_REQUEST_BYTES = 10 << 20;

	private PutRules() {}

	static void check(PutBody record, String path, Violations violations) {
		violations.require(record.partitionKey(), path + "partitionKey", Rule.PARTITION_KEY);
		checkData(record.data(), path + "data", violations);
		if (record.explicitHashKey() != null) {
			violations.check(record.explicitHashKey(), path + "explicitHashKey", Rule.HASH_KEY);
		}
	}

	/** Of records that have passed the check. */
	static List<NewRecord> toRecords(List<PutBody> bodies) {
		var records = bodies.stream().map(PutRules::toRecord).toList();
		if (records.stream().mapToLong(PutRules::sizeOf).sum() > MAX_REQUEST_BYTES) {
			throw ErrorCode.INVALID_ARGUMENT.with("Records size exceeds 10 MB limit");
		}
		return records;
	}

	private static void checkData(@Nullable ByteBuffer data, String path, Violations violations) {
		if (data == null) {
			violations.require(null, path);
		} else if (data.remaining() > MAX_RECORD_BYTES) {
			violations.add(path, Rule.atMost(MAX_RECORD_BYTES));
		}
	}

	private static NewRecord toRecord(PutBody body) {
		var key = Optional.ofNullable(body.partitionKey()).orElseThrow();
		var data = Optional.ofNullable(body.data()).orElseThrow();
		var record = new NewRecord(key, hash(key, body.explicitHashKey()), data);
		if (sizeOf(record) > MAX_RECORD_BYTES) {
			throw ErrorCode.INVALID_ARGUMENT
					.with("A record's partition key and data together have %d bytes, above the limit of %d."
							.formatted(sizeOf(record), MAX_RECORD_BYTES));
		}
		return record;
	}

	private static BigInteger hash(String partitionKey, @Nullable String explicitHashKey) {
		if (explicitHashKey == null) {
			return HashRange.hashOf(partitionKey);
		}
		var hash = new BigInteger(explicitHashKey);
		if (hash.compareTo(HashRange.ALL.end()) > 0) {
			throw ErrorCode.INVALID_ARGUMENT.with(
					"Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was %s"
							.formatted(hash));
		}
		return hash;
	}

	private static long sizeOf(NewRecord record) {
		return (long) record.partitionKey().getBytes(StandardCharsets.UTF_8).length + record.data().remaining();
	}
}
