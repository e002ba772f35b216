package dev.millrace.cloud.kinesis.shard;

import java.math.BigInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceNumberTests {
	private static final long CREATED = 1_795_000_000_000L;

	@Test
	void hasTheShapeThatConsumersExpect() {
		var number = new BigInteger(new SequenceNumber(CREATED, 12_345, new ShardId(7)).toString());

		assertThat(number.bitLength()).isEqualTo(186);
		assertThat(number.toString()).hasSize(56);
		assertThat(number.shiftRight(184).longValue() & 0xF).as("version").isEqualTo(2);
		assertThat(number.shiftRight(4).longValue() & 0xFFFF_FFFFL).as("shard").isEqualTo(7);
	}

	@Test
	void growsWithPlaceThenWithTheTimeOfTheShard() {
		var first = new SequenceNumber(CREATED, 0, new ShardId(9));
		var second = new SequenceNumber(CREATED, 1, new ShardId(9));
		var far = new SequenceNumber(CREATED, Long.MAX_VALUE, new ShardId(9));
		var child = new SequenceNumber(CREATED + 1, 0, new ShardId(3));

		assertThat(first).isLessThan(second);
		assertThat(second).isLessThan(far);
		assertThat(far).isLessThan(child);
	}

	@ParameterizedTest
	@ValueSource(longs = {0, 1, 255, 256, 1L << 32, 1L << 55, 1L << 56, Long.MAX_VALUE})
	void isReadBackFromItsDigits(long place) {
		var number = new SequenceNumber(CREATED, place, new ShardId(Integer.MAX_VALUE));

		assertThat(SequenceNumber.parse(number.toString())).contains(number);
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "0", "x", "49590338271490256608559692538361571095921575989136588898",
			"99999999999999999999999999999999999999999999999999999999",
			"-9590338271490256608559692538361571095921575989136588898"})
	void isNotReadFromOtherDigits(String digits) {
		assertThat(SequenceNumber.parse(digits)).isEmpty();
	}
}
