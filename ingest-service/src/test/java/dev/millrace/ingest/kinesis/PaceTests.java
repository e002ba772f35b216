package dev.millrace.ingest.kinesis;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PaceTests {

	private static final Duration FOR_EVER = Duration.ofDays(1);

	@Test
	void aCallBeginsAtOnceWhileNoneIsUnderWay() throws Exception {
		var pace = new Pace(FOR_EVER);
		pace.begin();
		pace.end();
		pace.begin();
	}

	@Test
	void anotherWaitsUntilNoneIsUnderWayAnyMore() throws Exception {
		var pace = new Pace(FOR_EVER);
		pace.begin();
		Thread another = begin(pace);
		Awaitility.await().until(() -> another.getState() == Thread.State.TIMED_WAITING);
		pace.end();
		another.join();
	}

	@Test
	void noneWaitsForLongerThanItsMoment() throws Exception {
		var pace = new Pace(Duration.ofMillis(1));
		pace.begin();
		pace.begin();
		Thread third = begin(pace);
		third.join();
	}

	@Test
	void whatIsInterruptedWhileItWaitsHasNotBegun() throws Exception {
		var pace = new Pace(FOR_EVER);
		pace.begin();
		Thread interrupted = begin(pace);
		interrupted.interrupt();
		interrupted.join();
		pace.end();
		pace.begin();
		assertThat(interrupted.isAlive()).isFalse();
	}

	private static Thread begin(Pace pace) {
		return Thread.ofPlatform().start(() -> {
			try {
				pace.begin();
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
	}
}
