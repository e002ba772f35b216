package dev.millrace.web.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestLimitsTests {

	private static final Optional<RateLimit> TEN_A_SECOND = Optional.of(new RateLimit(10, 20));

	private Instant now = Instant.parse("2026-11-20T08:00:00Z");
	private final RequestLimits limits = of(1);

	private RequestLimits of(int instances) {
		return new RequestLimits(new LimitSettings(5000, Duration.ofSeconds(1), 10000, instances, 100), () -> now);
	}

	@Test
	void grantsTheBurstAndThenWhatFlowsIn() {
		for (int i = 0; i < 20; i++) {
			assertThat(limits.take("a", TEN_A_SECOND).granted()).isTrue();
		}
		var refused = limits.take("a", TEN_A_SECOND);
		assertThat(refused.granted()).isFalse();
		assertThat(refused.refill()).isEqualTo(Duration.ofMillis(100));
		pass(Duration.ofMillis(100));
		assertThat(limits.take("a", TEN_A_SECOND).granted()).isTrue();
		assertThat(limits.take("a", TEN_A_SECOND).granted()).isFalse();
		pass(Duration.ofHours(1));
		assertThat(limits.take("a", TEN_A_SECOND).remaining()).as("no more than the burst").isEqualTo(19);
	}

	@Test
	void tellsItAsTheDraftHasIt() {
		var first = limits.take("a", TEN_A_SECOND);
		assertThat(first.headers())
				.isEqualTo(Map.of("RateLimit-Policy", "\"key\";q=20;w=2", "RateLimit", "\"key\";r=19;t=1"));
		for (int i = 0; i < 19; i++) {
			limits.take("a", TEN_A_SECOND);
		}
		assertThat(limits.take("a", TEN_A_SECOND).headers()).containsEntry("RateLimit", "\"key\";r=0;t=1");
	}

	@Test
	void whatARequestHoldsBeyondWhatIsThereIsOwedAndPaidFirst() {
		assertThat(limits.take("a", TEN_A_SECOND).granted()).isTrue();
		var owing = limits.takeMore("a", 49).orElseThrow();
		assertThat(owing.remaining()).isEqualTo(-30);
		assertThat(owing.headers()).as("31 of 10 a second").containsEntry("RateLimit", "\"key\";r=0;t=4");
		assertThat(limits.take("a", TEN_A_SECOND).refill()).isEqualTo(Duration.ofMillis(3100));
		pass(Duration.ofSeconds(3));
		var refused = limits.take("a", TEN_A_SECOND);
		assertThat(refused.granted()).isFalse();
		assertThat(refused.refill()).isEqualTo(Duration.ofMillis(100));
		pass(Duration.ofMillis(100));
		assertThat(limits.take("a", TEN_A_SECOND).granted()).isTrue();
		assertThat(limits.takeMore("never seen", 1)).isEmpty();
	}

	@Test
	void countsEachKeyByItself() {
		while (limits.take("a", TEN_A_SECOND).granted()) {
			assertThat(limits.take("b", Optional.empty()).limit()).isEqualTo(new RateLimit(5000, 10000));
		}
		assertThat(limits.take("b", Optional.empty()).granted()).isTrue();
	}

	@Test
	void grantsItsShareWhereThereAreSeveralInstances() {
		assertThat(of(3).take("a", TEN_A_SECOND).limit()).isEqualTo(new RateLimit(4, 7));
	}

	@Test
	void aLimitMayBeOfAMinute() {
		var hundredAMinute = Optional.of(new RateLimit(100, Duration.ofMinutes(1), 200));
		assertThat(limits.take("a", hundredAMinute).headers())
				.isEqualTo(Map.of("RateLimit-Policy", "\"key\";q=200;w=120", "RateLimit", "\"key\";r=199;t=1"));
		for (int i = 0; i < 199; i++) {
			assertThat(limits.take("a", hundredAMinute).granted()).isTrue();
		}
		pass(Duration.ofMinutes(1));
		for (int i = 0; i < 100; i++) {
			assertThat(limits.take("a", hundredAMinute).granted()).isTrue();
		}
		assertThat(limits.take("a", hundredAMinute).refill()).isEqualTo(Duration.ofMillis(600));
	}

	@Test
	void remembersNoMoreKeysThanItIsToldTo() {
		for (int i = 0; i < 21; i++) {
			limits.take("a", TEN_A_SECOND);
		}
		for (int i = 0; i < 10_000; i++) {
			limits.take("key-" + i, Optional.empty());
		}
		assertThat(limits.remembered()).isLessThanOrEqualTo(100);
	}

	private void pass(Duration time) {
		now = now.plus(time);
	}
}
