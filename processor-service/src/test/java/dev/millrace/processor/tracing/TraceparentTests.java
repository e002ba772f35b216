package dev.millrace.processor.tracing;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.millrace.event.Event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TraceparentTests {

	private static final String SEEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
	private static final String UNSEEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

	@Test
	void isTheEventsOwnWhereverItStands() {
		assertThat(of("{\"id\":\"1\",\"traceparent\":\"%s\",\"data\":[1]}".formatted(SEEN))).contains(SEEN);
		assertThat(of("{\"data\":{\"a\":[{}]},\"traceparent\":\"%s\"}".formatted(SEEN))).contains(SEEN);
	}

	@Test
	void isNotTakenFromData() {
		assertThat(of("{\"id\":\"1\",\"data\":{\"traceparent\":\"%s\"}}".formatted(SEEN))).isEmpty();
	}

	@Test
	void isNoneWhereNobodySeesTheTrace() {
		assertThat(of("{\"traceparent\":\"%s\"}".formatted(UNSEEN))).isEmpty();
		assertThat(of("{\"traceparent\":\"00-\"}")).isEmpty();
		assertThat(of("{\"traceparent\":7}")).isEmpty();
		assertThat(of("{}")).isEmpty();
	}

	private static Optional<String> of(String document) {
		return Traceparent.of(new Event("1", "/s", "t", Optional.empty(), "k", Instant.EPOCH, true,
				document.getBytes(UTF_8)));
	}
}
