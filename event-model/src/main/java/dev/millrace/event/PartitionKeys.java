package dev.millrace.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The partition key of an event whose sender chose none. It follows from the id, so that a retry of the same event meets
 * the first one in the same shard, behind the same consumer.
 */
final class PartitionKeys {

	private PartitionKeys() {}

	static String of(String id) {
		return id.codePointCount(0, id.length()) <= EventLimits.KINESIS_PARTITION_KEY ? id : digest(id);
	}

	private static String digest(String id) {
		try {
			var sha = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha.digest(id.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
