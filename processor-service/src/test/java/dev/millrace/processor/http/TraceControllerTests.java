package dev.millrace.processor.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import dev.millrace.processor.InMemoryLetters;
import dev.millrace.processor.StoredTrace;

import static dev.millrace.processor.TestEvents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

class TraceControllerTests {

	private static Map<String, Object> trace(boolean told, Optional<Boolean> done) {
		var stored = new StoredTrace("/tests", "a", NOW, "shard", "49", 0, Optional.of(NOW.plusMillis(250)), 3, told);
		return new TraceController((_, _) -> List.of(stored), new InMemoryLetters(), (shard, number) -> {
			assertThat(shard + number).isEqualTo("shard49");
			return done;
		}).trace("one", new MockHttpServletRequest());
	}

	@Test
	void tellsHowManyAttemptsItTook() {
		assertThat(trace(false, Optional.empty()).get("stored"))
				.isEqualTo(Map.of("type", "a", "receivedAt", NOW, "shardId", "shard", "sequenceNumber", "49",
						"subsequenceNumber", 0L, "storedAt", NOW.plusMillis(250), "attempts", 3));
	}

	@Test
	void tellsWhetherItIsPublished() {
		Instant stored = NOW.plusMillis(250);
		assertThat(trace(false, Optional.of(true))).doesNotContainKey("published");
		assertThat(trace(true, Optional.empty())).containsEntry("published", Map.of("notBefore", stored));
		assertThat(trace(true, Optional.of(false)))
				.containsEntry("published", Map.of("notBefore", stored, "confirmed", false));
		assertThat(trace(true, Optional.of(true)))
				.containsEntry("published", Map.of("notBefore", stored, "confirmed", true));
	}
}
