package dev.millrace.ingest.kinesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Divides the stream's hash range into equal parts, one a bucket, and gives each one fixed hash key in its middle. All
 * records of a bucket, and the events inside them, carry that key: whatever shard holds it holds all of them, so that no
 * split or merge ever separates an event from the record that carries it.
 *
 * @param count of buckets
 */
record Buckets(int count) {

	private static final BigInteger HASH_RANGE = BigInteger.ONE.shiftLeft(128);

	/** The bucket of a partition key: the same one on every instance, for as long as the count stays. */
	int of(String partitionKey) {
		byte[] digest = md5().digest(partitionKey.getBytes(UTF_8));
		int head = ByteBuffer.wrap(digest).getInt();
		return Integer.remainderUnsigned(head, count);
	}

	/** The ExplicitHashKey of a bucket, in decimal as Kinesis wants it. */
	String hashKey(int bucket) {
		return HASH_RANGE.multiply(BigInteger.valueOf(2L * bucket + 1))
				.divide(BigInteger.valueOf(2L * count))
				.toString();
	}

	static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has MD5", e);
		}
	}
}
