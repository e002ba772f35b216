package dev.millrace.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UuidV7Tests {

	@Test
	void holdsTheTimeAndIsOfVersionSeven() {
		var ids = new UuidV7(InstantSource.fixed(Instant.ofEpochMilli(0x0123_4567_89ABL)), new Random(1));
		UUID id = UUID.fromString(ids.get());
		assertThat(id.toString()).startsWith("01234567-89ab-7");
		assertThat(id.version()).isEqualTo(7);
		assertThat(id.variant()).isEqualTo(2);
	}

	@Test
	void neverRepeatsWithinAMillisecond() {
		var ids = new UuidV7(InstantSource.fixed(Instant.EPOCH), new Random(1));
		var seen = new HashSet<String>();
		for (int i = 0; i < 100_000; i++) {
			assertThat(seen.add(ids.get())).isTrue();
		}
	}
}
