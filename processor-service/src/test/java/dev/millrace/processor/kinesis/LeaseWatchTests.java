package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeaseWatchTests {

	@Test
	void looksAgainWhateverTheLookBeforeMet() throws InterruptedException {
		var looks = new CountDownLatch(3);

		try (var watch = new LeaseWatch(() -> {
			looks.countDown();
			throw new StackOverflowError();
		}, Duration.ofMillis(5))) {
			assertThat(looks.await(30, TimeUnit.SECONDS)).as("%s looks on", watch).isTrue();
		}
	}
}
