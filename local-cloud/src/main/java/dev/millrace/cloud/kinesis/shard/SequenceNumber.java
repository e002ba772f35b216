package dev.millrace.cloud.kinesis.shard;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where a record is, as a number that grows from record to record and from parent shard to child. As at AWS it has 186 bits, which
 * are 56 decimal digits, the shard's number in bits 4 to 35 and the version, 2, in bits 184 and up and in 0 to 3: the client library
 * takes it apart there. In between lie, from the top, the time at which the shard was made and the record's place in its log.
 *
 * @param shardCreatedMillis in ms since 1970, below 2^48
 * @param place 0 for the start of the shard, else one more than the record's position in the shard's log
 */
public record SequenceNumber(long shardCreatedMillis, long place, ShardId shard)
		implements
			Comparable<SequenceNumber> {
	private static final int CREATED_AT_BIT = 136;
	private static final int PLACE_AT_BIT = 72;
	private static final int SHARD_AT_BIT = 4;
	/** Bit 185 in the first of three words; bits 184 and up are the version, too. */
	private static final long TOP_BIT = 1L << (185 - 128);
	private static final long VERSION = 2;

	/** The number that those digits say; nothing when it is none of ours. */
	public static Optional<SequenceNumber> parse(String digits) {
		if (digits.length() != 56 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
			return Optional.empty();
		}
		var number = new BigInteger(digits);
		var taken = new SequenceNumber(bits(number, CREATED_AT_BIT, 48), bits(number, PLACE_AT_BIT, 63),
				new ShardId((int) bits(number, SHARD_AT_BIT, 31)));
		return taken.number().equals(number) ? Optional.of(taken) : Optional.empty();
	}

	@Override
	public int compareTo(SequenceNumber other) {
		return number().compareTo(other.number());
	}

	/** Its 56 decimal digits. */
	@Override
	public String toString() {
		return number().toString();
	}

	/** Put together as three words of 64 bits: this is done for every record that goes in or out. */
	private BigInteger number() {
		var words = ByteBuffer.allocate(3 * Long.BYTES)
				.putLong(TOP_BIT | shardCreatedMillis << (CREATED_AT_BIT - 128) | place >>> (128 - PLACE_AT_BIT))
				.putLong(place << (PLACE_AT_BIT - 64))
				.putLong((long) shard.number() << SHARD_AT_BIT | VERSION);
		return new BigInteger(1, words.array());
	}

	private static long bits(BigInteger number, int from, int count) {
		return number.shiftRight(from).longValue() & (-1L >>> (Long.SIZE - count));
	}
}
