package dev.millrace.ingest.kinesis;

import java.math.BigInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BucketsTests {

	private final Buckets buckets = new Buckets(64);

	@Test
	void givesAKeyItsBucketForEver() {
		assertThat(buckets.of("customer-1")).isEqualTo(buckets.of("customer-1"));
		// From md5sum: it must not change from one release to the next, or keys change their shards.
		assertThat(new Buckets(256).of("customer-1")).isEqualTo(0xb6);
	}

	@Test
	void spreadsKeysEvenly() {
		int[] counts = new int[64];
		IntStream.range(0, 64_000).forEach(i -> counts[buckets.of("key-" + i)]++);
		assertThat(IntStream.of(counts).boxed()).allMatch(count -> count > 850 && count < 1150);
	}

	@Test
	void putsEachHashKeyInTheMiddleOfItsPart() {
		assertThat(new Buckets(1).hashKey(0)).isEqualTo(BigInteger.ONE.shiftLeft(127).toString());
		var part = BigInteger.ONE.shiftLeft(122);
		for (int i = 0; i < 64; i++) {
			assertThat(new BigInteger(buckets.hashKey(i)).divide(part).intValue()).isEqualTo(i);
		}
	}
}
