package dev.millrace.web.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import dev.millrace.web.health.SteadyHealth.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class SteadyHealthTests {

	private Instant now = Instant.parse("2026-11-20T08:00:00Z");
	private Answer answer = Answer.THERE;
	private int asked;

	private final SteadyHealth health = new SteadyHealth(() -> {
		asked++;
		return answer;
	}, new Clock() {

		@Override
		public Instant instant() {
			return now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}
	});

	private Status after(Duration time, Answer next) {
		now = now.plus(time);
		answer = next;
		return health.health().getStatus();
	}

	@Test
	void isUpOnceItIsThere() {
		assertThat(after(Duration.ZERO, Answer.NONE)).isEqualTo(Status.DOWN);
		assertThat(after(Duration.ofSeconds(1), Answer.THERE)).isEqualTo(Status.UP);
	}

	@Test
	void staysUpWhileItOnlyDoesNotSay() {
		after(Duration.ZERO, Answer.THERE);

		assertThat(after(Duration.ofSeconds(10), Answer.NONE)).isEqualTo(Status.UP);
		assertThat(after(Duration.ofSeconds(10), Answer.NONE)).isEqualTo(Status.UP);
		assertThat(after(Duration.ofSeconds(10), Answer.NONE)).isEqualTo(Status.DOWN);
		assertThat(after(Duration.ofSeconds(1), Answer.THERE)).isEqualTo(Status.UP);
	}

	@Test
	void isDownAtOnceWhereItIsMissing() {
		after(Duration.ZERO, Answer.THERE);

		assertThat(after(Duration.ofSeconds(6), Answer.MISSING)).isEqualTo(Status.DOWN);
	}

	@Test
	void asksSeldomHoweverOftenItIsAsked() {
		for (int i = 0; i < 100; i++) {
			after(Duration.ofMillis(10), Answer.THERE);
		}
		assertThat(asked).isEqualTo(1);
	}
}
