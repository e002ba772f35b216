package dev.millrace.web.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of something that is asked from time to time. A clear answer counts at once. No answer (throttled, timed
 * out, unreachable) leaves things as they were for a while: many probes a second must neither throttle what they ask
 * nor take a service out that goes on by itself.
 */
public final class SteadyHealth implements HealthIndicator {

	/** What came of asking. */
	public enum Answer {
		/** It is there. */
		THERE,
		/** It is certainly not. */
		MISSING,
		/** It did not say. */
		NONE
	}

	/** How long an answer is good: a service that is not ready yet should not be late to know that it is. */
	private static final Duration FRESH = Duration.ofSeconds(5);
	private static final Duration FRESH_WHILE_MISSING = Duration.ofMillis(500);
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Supplier<Answer> question;
	private final Clock clock;
	private boolean there;
	private Instant clearAt = Instant.MIN;
	private Instant askedAt = Instant.MIN;

	/** Asks at most twice a second, and every five seconds once it is there; the question must end within seconds. */
	public SteadyHealth(Supplier<Answer> question, Clock clock) {
		this.question = question;
		this.clock = clock;
	}

	@Override
	public synchronized Health health() {
		Instant now = clock.instant();
		if (now.isAfter(askedAt.plus(there ? FRESH : FRESH_WHILE_MISSING))) {
			askedAt = now;
			take(question.get(), now);
		}
		return there ? Health.up().build() : Health.down().build();
	}

	private void take(Answer answer, Instant now) {
		if (answer == Answer.NONE) {
			there = there && now.isBefore(clearAt.plus(PATIENCE));
			return;
		}
		there = answer == Answer.THERE;
		clearAt = now;
	}
}
