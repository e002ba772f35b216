package dev.millrace.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts are described once, in pieces, and never for more than a day allows; what fails is told and nothing else. */
class DescribingTests {

	private static final int CHUNK = 1_000;

	private final FakeModel model = new FakeModel();
	private final Map<String, Description> kept = new HashMap<>();
	private final Map<LocalDate, Cost> spent = new HashMap<>();
	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
	private Instant now = Instant.parse("2026-11-20T23:59:00Z");
	private boolean tableAway;

	@Test
	void aTextIsDescribedAndPaidOnce() {
		assertThat(describe("sum", "A short text.")).isEqualTo(
				Map.of("summary", "A short text.", "labels", List.of("text"), "model", "fake"));
		assertThat(describe("sum", "A short text.")).containsEntry("summary", "A short text.");

		assertThat(model.asked).hasSize(1);
		assertThat(spent).containsOnly(Map.entry(LocalDate.of(2026, 11, 20), new Cost(13, 1)));
		assertThat(meters.get("millrace.file.descriptions").tag("outcome", "known").counter().count()).isEqualTo(1);
	}

	@Test
	void aLongTextIsReadInPiecesAndThenAsAWhole() {
		String text = "first " + "x".repeat(CHUNK - 20) + " second " + "y".repeat(CHUNK - 20) + " third "
				+ "z".repeat(5 * CHUNK);
		assertThat(describe("sum", text)).containsEntry("summary", "first xxxxxxxxxxxxxx");

		assertThat(model.asked).hasSize(4);
		assertThat(model.asked.subList(0, 3)).as("up to three pieces").allMatch(piece -> piece.length() <= CHUNK);
		assertThat(String.join("", model.asked.subList(0, 3))).isEqualTo(text.substring(0, model.asked.subList(0, 3)
				.stream()
				.mapToInt(String::length)
				.sum()));
		assertThat(model.asked.getLast()).as("what was said of them")
				.matches("first x+\ny+\nz+");
	}

	@Test
	void noPieceEndsWithinACharacter() {
		describe("sum", "a" + "\ud83d\ude00".repeat(CHUNK));
		assertThat(model.asked)
				.allMatch(piece -> piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
	}

	@Test
	void aDaysCapIsNeverPassedAndEndsAtMidnight() {
		String text = "w".repeat(CHUNK);
		for (int i = 0; i < 20; i++) {
			describe("sum" + i, text);
		}
		assertThat(model.asked).hasSize(2);
		assertThat(spent).containsEntry(LocalDate.of(2026, 11, 20), new Cost(2 * CHUNK, 2));
		assertThat(describe("more", text)).isEqualTo(Map.of("skipped", "daily-cap"));
		assertThat(describe("sum0", text)).as("what is known costs nothing").containsKey("summary");

		now = now.plus(Duration.ofMinutes(1));
		assertThat(describe("more", text)).containsKey("summary");
	}

	@Test
	void whatFailsIsTold() {
		model.broken = true;
		assertThat(describe("sum", "text")).isEqualTo(Map.of("skipped", "unavailable"));
		assertThat(spent.get(LocalDate.of(2026, 11, 20))).isEqualTo(Cost.NONE);
		model.broken = false;
		model.surprising = true;
		assertThat(describe("sum", "text")).isEqualTo(Map.of("skipped", "unavailable"));
		model.surprising = false;
		tableAway = true;
		assertThat(describe("sum", "text")).isEqualTo(Map.of("skipped", "unavailable"));
		tableAway = false;
		assertThat(describe("sum", " \n")).isEqualTo(Map.of("skipped", "no-text"));
		assertThat(describe("sum", "text")).containsKey("summary");
	}

	@Test
	void whatAModelSaysIsWordsAndNoMore() {
		var description = new Description("a\u0000\nb".repeat(1_000),
				List.of("<script>", " good ", "good", "x".repeat(41), "\u00fcber-all", "http://evil"));
		assertThat(description.summary()).hasSize(1_000).doesNotContainPattern("\\p{Cntrl}");
		assertThat(description.labels()).containsExactly("good", "\u00fcber-all");
	}

	private Map<String, Object> describe(String sum, String text) {
		var settings = new DescriptionSettings(2 * CHUNK + 200, new BigDecimal("1"), CHUNK, 3, Duration.ofDays(1));
		return new Describing(model, descriptions(), purse(), text.length() > CHUNK ? generous(settings) : settings,
				() -> now, meters).of(sum, text);
	}

	private static DescriptionSettings generous(DescriptionSettings like) {
		return new DescriptionSettings(1_000_000, like.dollarsADay(), like.chunkChars(), like.chunks(), like.keptFor());
	}

	private Descriptions descriptions() {
		return new Descriptions() {
			@Override
			public Optional<Description> find(String by, String sha256) {
				if (tableAway) {
					throw new Unavailable("The table does not answer", null);
				}
				return Optional.ofNullable(kept.get(by + sha256));
			}

			@Override
			public void keep(String by, String sha256, Description description, Instant until) {
				assertThat(until).isEqualTo(now.plus(Duration.ofDays(1)));
				kept.put(by + sha256, description);
			}
		};
	}

	private Purse purse() {
		return new Purse() {
			@Override
			public boolean take(LocalDate day, Cost cost, Cost most) {
				var then = Cost.NONE.minus(Cost.NONE.minus(spent(day)).minus(cost));
				if (!then.isWithin(most)) {
					return false;
				}
				spent.put(day, then);
				return true;
			}

			@Override
			public void putBack(LocalDate day, Cost rest) {
				spent.put(day, spent(day).minus(rest));
			}

			private Cost spent(LocalDate day) {
				return spent.getOrDefault(day, Cost.NONE);
			}
		};
	}
}
