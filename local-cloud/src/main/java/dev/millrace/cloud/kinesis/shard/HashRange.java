package dev.millrace.cloud.kinesis.shard;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;

/** The hash keys that belong to a shard, both ends included, between 0 and 2^128 - 1. */
public record HashRange(BigInteger start, BigInteger end) {
	public static final HashRange ALL = new HashRange(BigInteger.ZERO,
			BigInteger.TWO.pow(128).subtract(BigInteger.ONE));

	/** The hash key of a record that names none itself: the MD5 of its partition key's UTF-8, as an unsigned number. */
	public static BigInteger hashOf(String partitionKey) {
		try {
			return new BigInteger(1,
					MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java platform has MD5", e);
		}
	}

	/** All hash keys in that many ranges of equal size, give or take one key; a half always ends where two quarters do. */
	public static List<HashRange> uniform(int count) {
		return IntStream.range(0, count)
				.mapToObj(i -> new HashRange(border(i, count), border(i + 1, count).subtract(BigInteger.ONE)))
				.toList();
	}

	private static BigInteger border(int index, int count) {
		return BigInteger.TWO.pow(128).multiply(BigInteger.valueOf(index)).divide(BigInteger.valueOf(count));
	}

	boolean isFollowedBy(HashRange other) {
		return end.add(BigInteger.ONE).equals(other.start);
	}

	/** Whether both halves would hold a key: AWS asks for more than one plus the start. */
	boolean canSplitAt(BigInteger hash) {
		return hash.compareTo(start.add(BigInteger.ONE)) > 0 && hash.compareTo(end) < 0;
	}

	HashRange before(BigInteger hash) {
		return new HashRange(start, hash.subtract(BigInteger.ONE));
	}

	HashRange from(BigInteger hash) {
		return new HashRange(hash, end);
	}

	HashRange to(HashRange last) {
		return new HashRange(start, last.end);
	}
}
