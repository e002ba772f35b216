package dev.millrace.cloud.kinesis.shard;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardLimitsTests {
	private Instant now = Instant.parse("2026-11-20T12:00:00Z");
	private final ShardLimits limits = new ShardLimits(() -> now);

	@Test
	void takesAThousandRecordsASecond() {
		assertThat(allowedRecords(1_500, 10)).isEqualTo(1_000);
		pass(Duration.ofMillis(100));
		assertThat(allowedRecords(1_500, 10)).isEqualTo(100);
		pass(Duration.ofSeconds(10));
		assertThat(allowedRecords(1_500, 10)).isEqualTo(1_000);
	}

	@Test
	void takesAMebibyteASecond() {
		assertThat(limits.allowsRecord(1 << 20)).isTrue();
		assertThat(limits.allowsRecord(1)).isFalse();
		pass(Duration.ofMillis(500));
		assertThat(limits.allowsRecord(1 << 20)).isFalse();
		assertThat(limits.allowsRecord(1 << 19)).isTrue();
	}

	@Test
	void allowsFiveReadsASecond() {
		assertThat(IntStream.range(0, 9).filter(_ -> limits.allowsRead()).count()).isEqualTo(5);
		pass(Duration.ofMillis(200));
		assertThat(limits.allowsRead()).isTrue();
		assertThat(limits.allowsRead()).isFalse();
	}

	@Test
	void makesUpForALargeReadByAPause() {
		assertThat(limits.allowsRead()).isTrue();
		limits.haveRead(10 << 20);
		pass(Duration.ofMillis(3_900));
		assertThat(limits.allowsRead()).isFalse();
		pass(Duration.ofMillis(200));
		assertThat(limits.allowsRead()).isTrue();
	}

	private long allowedRecords(int offered, int bytes) {
		return IntStream.range(0, offered).filter(_ -> limits.allowsRecord(bytes)).count();
	}

	private void pass(Duration time) {
		now = now.plus(time);
	}
}
