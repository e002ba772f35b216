package dev.millrace.processor.replay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.millrace.processor.StreamHistory.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PaceTests {

	private static final Duration SECOND = Duration.ofSeconds(1);
	private final Pace pace = new Pace(
			new ReplaySettings(1, SECOND, 400_000, 2, Duration.ofSeconds(5), Duration.ofSeconds(30)));

	private static Part part(int records, long size) {
		return new Part(List.of(), records, records * size, Optional.of("1"), 1, false);
	}

	@Test
	void beginsWithTheLeastAndAsksForAsMuchAsASecondMayHave() {
		assertThat(pace.limit()).isOne();
		assertThat(pace.after(part(1, 1000))).isEqualTo(SECOND);
		assertThat(pace.limit()).isEqualTo(4);
		for (int i = 0; i < 10; i++) {
			assertThat(pace.after(part(pace.limit(), 1000))).isEqualTo(SECOND);
		}
		assertThat(pace.limit()).isEqualTo(400);
	}

	@Test
	void waitsForAsLongAsWhatCameMayTake() {
		assertThat(pace.after(part(1, 1_000_000))).isEqualTo(Duration.ofMillis(2500));
		assertThat(pace.limit()).isOne();
	}

	@Test
	void neverAsksForMoreThanAReadMayHave() {
		for (int i = 0; i < 20; i++) {
			pace.after(part(pace.limit(), 1));
		}
		assertThat(pace.limit()).isEqualTo(10_000);
		assertThat(pace.after(part(0, 1))).isEqualTo(SECOND);
		assertThat(pace.limit()).as("nothing was learnt").isEqualTo(10_000);
	}

	@Test
	void refusesASilenceThatABeatMayFill() {
		assertThatThrownBy(() -> new ReplaySettings(1, SECOND, 400_000, 2, SECOND, Duration.ofSeconds(2)))
				.hasMessageContaining("millrace.processor.replays.silence");
	}
}
