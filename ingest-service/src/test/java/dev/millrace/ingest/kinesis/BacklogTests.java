package dev.millrace.ingest.kinesis;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The most that an event may wait is a second here, and the stream confirms 1,000 events a second at its best. */
class BacklogTests {

	private final Backlog backlog = new Backlog(Duration.ofSeconds(1), 500);
	private long now = 1_000_000;

	/** Half a second of full load. */
	private void busy(long waited) {
		for (int i = 0; i < 5; i++) {
			backlog.ended(100, waited, now += 99);
		}
	}

	@Test
	void aStreamOfWhichNothingIsKnownIsNotBehind() {
		assertThat(backlog.isTooLong(1_000_000, now)).isFalse();
	}

	@Test
	void aLargeBatchAloneIsTaken() {
		busy(20);
		assertThat(backlog.isTooLong(1_000_000, now)).isFalse();
	}

	@Test
	void aLateConfirmationAloneDoesNotCount() {
		busy(20);
		busy(900);
		assertThat(backlog.isTooLong(900, now)).isFalse();
	}

	@Test
	void whatWaitsLateAndWouldWaitLongerIsTooMuch() {
		busy(300);
		busy(300);
		assertThat(backlog.isTooLong(1_001, now)).isTrue();
		assertThat(backlog.isTooLong(900, now)).as("a second is what may be waited").isFalse();
	}

	@Test
	void isForgottenWhereNothingWasSentForAWhile() {
		busy(900);
		assertThat(backlog.isTooLong(1_000, now + 4_999)).isTrue();
		assertThat(backlog.isTooLong(1_000, now + 5_000)).isFalse();
	}

	@Test
	void afterAStandstillOrAColdStartAFewAreTried() {
		backlog.ended(0, 10_000, now);
		assertThat(backlog.isTooLong(500, now)).isFalse();
		assertThat(backlog.isTooLong(501, now)).isTrue();
		backlog.ended(1, 20, now);
		assertThat(backlog.isTooLong(1_000, now)).isFalse();
	}

	@Test
	void oldSecondsDoNotCount() {
		busy(20);
		busy(20);
		now += 20_000;
		backlog.ended(10, 900, now);
		assertThat(backlog.isTooLong(501, now)).isTrue();
	}
}
