package dev.millrace.event;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampsTests {

	@ParameterizedTest
	@CsvSource({"2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z", "2026-11-20t08:00:00.25z, 2026-11-20T08:00:00.25Z",
			"2026-11-20T08:00:00+05:30, 2026-11-20T02:30:00Z", "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
			"2026-11-20T08:00:00.1234567890123Z, 2026-11-20T08:00:00.123456789Z",
			"0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"})
	void readsWhatRfc3339Allows(String text, Instant expected) {
		assertThat(Timestamps.read(text)).contains(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = {"2026-11-20", "2026-11-20T08:00Z", "2026-11-20T08:00:00", "2026-11-20 08:00:00Z",
			"2026-13-20T08:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T08:00:00.Z", "+12026-11-20T08:00:00Z",
			"20261120T080000Z",
			"2026-11-20T08:00:00+0530", "2026-11-20T08:00:00+25:00"})
	void refusesAllElse(String text) {
		assertThat(Timestamps.read(text)).isEmpty();
	}
}
