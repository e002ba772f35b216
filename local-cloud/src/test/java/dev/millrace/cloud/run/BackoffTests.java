package dev.millrace.cloud.run;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {
	private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

	private final Backoff backoff = new Backoff(false);

	@Test
	void waitsTwiceAsLongEachTimeItDiesSoon() {
		assertThat(backoff.after(SHORT_LIFE)).isEqualTo(Backoff.FIRST);
		assertThat(backoff.after(SHORT_LIFE)).isEqualTo(Backoff.FIRST.multipliedBy(2));
		assertThat(backoff.after(SHORT_LIFE)).isEqualTo(Backoff.FIRST.multipliedBy(4));
	}

	@Test
	void neverWaitsLongerThanTheLongest() {
		for (int i = 0; i < 20; i++) {
			assertThat(backoff.after(SHORT_LIFE)).isLessThanOrEqualTo(Backoff.LONGEST);
		}
		assertThat(backoff.after(SHORT_LIFE)).isEqualTo(Backoff.LONGEST);
	}

	@Test
	void alwaysWaitsAsBrieflyWhereThatIsWished() {
		var brief = new Backoff(true);
		for (int i = 0; i < 20; i++) {
			assertThat(brief.after(SHORT_LIFE)).isEqualTo(Backoff.FIRST);
		}
	}

	@Test
	void startsOverAfterALongLife() {
		backoff.after(SHORT_LIFE);
		backoff.after(SHORT_LIFE);

		assertThat(backoff.after(Duration.ofMinutes(2))).isEqualTo(Backoff.FIRST);
	}
}
