package dev.millrace.processor.dynamodb;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What makes an event the same event.
 *
 * @param source its source
 * @param id its id within that source
 */
record Identity(String source, String id) {

	private static final BigInteger CLAIMS_BASE = BigInteger.TEN.pow(37);
	private static final int CLAIM_BYTES = 15;

	/**
	 * The range key of this identity's claim in the item collection of its id: 38 digits, as many as DynamoDB holds, far
	 * below the time of any event, and so wide that no two sources of one id ever share a claim.
	 */
	BigInteger claimKey() {
		var hash = new BigInteger(1, Arrays.copyOf(digest(source), CLAIM_BYTES));
		return CLAIMS_BASE.add(hash).negate();
	}

	/** One of so many slots; always the same one. */
	int slot(int slots) {
		byte[] hash = digest(source.length() + ":" + source + id);
		return new BigInteger(1, Arrays.copyOf(hash, Long.BYTES)).mod(BigInteger.valueOf(slots)).intValue();
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
