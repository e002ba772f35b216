package dev.millrace.ingest.kinesis;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FailedCallsTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
	private final FailedCalls calls = new FailedCalls(now::get);

	@Test
	void anOutageIsToldAtOnceAndThenEveryTenSecondsWithHowManyFailed(CapturedOutput output) {
		fail(1000);
		now.set(Instant.EPOCH.plusMillis(9999));
		fail(1);
		assertThat(output.getAll().lines().filter(line -> line.contains("PutRecords"))).singleElement()
				.asString()
				.contains("of 7 records failed, as have 0 calls", "reset by peer");

		now.set(Instant.EPOCH.plusSeconds(10));
		fail(1);
		assertThat(output.getAll()).contains("as have 1000 calls");
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			calls.add(7, new IllegalStateException("reset by peer"));
		}
	}
}
