package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.processor.TestEvents;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpiryTests {

	private final Expiry expiry = Expiry.parse(List.of("order.placed=1d", "order.*=30d", "a=b=2h"));

	private Duration after(String type) {
		return expiry.of(event("a").type(type).arrival().event())
				.map(end -> Duration.between(TestEvents.NOW, end))
				.orElse(Duration.ZERO);
	}

	@Test
	void theFirstRuleThatNamesATypeCounts() {
		assertThat(after("order.placed")).isEqualTo(Duration.ofDays(1));
		assertThat(after("order.sent")).isEqualTo(Duration.ofDays(30));
		assertThat(after("a=b")).isEqualTo(Duration.ofHours(2));
		assertThat(after("orders")).as("for ever").isZero();
	}

	@Test
	void aClaimCountsAsLongAsItsEventAndNeverLessThanADay() {
		var event = event("a").type("order.placed").arrival().event();
		Instant end = TestEvents.NOW.plus(Duration.ofDays(1));
		assertThat(expiry.ofClaim(event, TestEvents.NOW.minusSeconds(9))).contains(end);
		assertThat(expiry.ofClaim(event, TestEvents.NOW.plusSeconds(9))).contains(end.plusSeconds(9));
		assertThat(expiry.ofClaim(event("a").type("orders").arrival().event(), TestEvents.NOW)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = {"order.*", "=30d", "order.*=soon", "order.*=59m", "order.*=-3d"})
	void namesTheRuleThatIsNone(String rule) {
		assertThatThrownBy(() -> new TableSettings("millrace-events", 8, List.of(rule)))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("millrace.processor.expire")
				.hasMessageContaining(rule);
	}
}
