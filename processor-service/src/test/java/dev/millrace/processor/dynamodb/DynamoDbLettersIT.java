package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.KeptLetter.Closing;
import dev.millrace.processor.KeptLetters.Selection;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.Place;
import dev.millrace.processor.Reason;
import dev.millrace.processor.TestEvents;
import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbLettersIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final Optional<Instant> EVER = Optional.empty();
	private static final DynamoDbClient CLIENT = DynamoDbClient.builder()
			.endpointOverride(CLOUD.endpoint())
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
			.build();

	/** A bucket. */
	private static final class Bucket implements LargeLetters {

		private final Map<String, byte[]> objects = new HashMap<>();

		@Override
		public String keep(DeadLetter letter) {
			String place = "s3://" + letter.record().position();
			objects.put(place, letter.record().bytes());
			return place;
		}

		@Override
		public byte[] read(String place) {
			return Optional.ofNullable(objects.get(place)).orElseThrow();
		}
	}

	private final TableKeptLetters letters = new TableKeptLetters(CLIENT,
			new LetterTableSettings("millrace-dead-letters", Duration.ofDays(90)), new Bucket());

	@BeforeAll
	static void makeTheTable() {
		Platform.makeAt(CLOUD.endpoint());
	}

	@AfterAll
	static void close() {
		CLIENT.close();
	}

	private static DeadLetter letter(String code, Instant at, byte[] bytes) {
		return new DeadLetter(new Reason(code, "why ☃", Optional.of("java.lang.Error"), 5, NOW, at),
				TestEvents.record("shardId-000000000001", bytes));
	}

	@Test
	void keepsALetterOnceHoweverOftenItComes() {
		var letter = letter("a", NOW, event("kept").type("letters").document());
		letters.keep(letter);
		letters.keep(letter);
		var kept = KeptLetter.of(letter);

		assertThat(letters.find(kept.id())).contains(kept);
		assertThat(letters.ofEvent("kept")).containsExactly(kept);
		assertThat(letters.bytes(kept.id())).hasValueSatisfying(
				bytes -> assertThat(bytes).isEqualTo(letter.record().bytes()));
		assertThat(letters.find("none")).isEmpty();
		assertThat(letters.bytes("none")).isEmpty();
	}

	@Test
	void keepsBytesOfAnySizeExactly() {
		for (int size : List.of(0, 1, 256 << 10, (256 << 10) + 1, 1 << 20)) {
			byte[] noise = new byte[size];
			new Random(size).nextBytes(noise);
			var letter = letter("a", NOW, noise);
			letters.keep(letter);
			assertThat(letters.bytes(KeptLetter.of(letter).id()))
					.hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(noise));
		}
	}

	@Test
	void listsTheLatestFirstByReasonTypeAndTime() {
		String run = "run-" + System.nanoTime();
		for (int i = 0; i < 12; i++) {
			letters.keep(letter(run + i % 2, NOW.plusSeconds(1000 + i),
					event(run + "-" + i).type(run + i % 3).document()));
		}

		assertThat(walk(new Selection(Optional.of(run + 0), Optional.empty(), EVER, EVER), run))
				.containsExactly(10, 8, 6, 4, 2, 0);
		assertThat(walk(new Selection(Optional.empty(), Optional.of(run + 0), EVER, EVER), run))
				.containsExactly(9, 6, 3, 0);
		assertThat(walk(new Selection(Optional.of(run + 1), Optional.of(run + 0), EVER, EVER), run))
				.containsExactly(9, 3);
		assertThat(walk(new Selection(Optional.of(run + 0), Optional.empty(), Optional.of(NOW.plusSeconds(1002)),
				Optional.of(NOW.plusSeconds(1006))), run)).containsExactly(4, 2);
	}

	private List<Integer> walk(Selection selection, String run) {
		List<Integer> met = new ArrayList<>();
		Optional<Place> after = Optional.empty();
		do {
			var page = letters.list(selection, after, 3);
			page.letters()
					.forEach(letter -> met.add(Integer
							.parseInt(letter.event().orElseThrow().id().substring(run.length() + 1))));
			after = page.next();
		} while (after.isPresent());
		return met;
	}

	@Test
	void forgetsTheBytesOfAClosedLetterAndRemembersItsEnd() {
		var letter = letter("closing", NOW, event("closed").document());
		letters.keep(letter);
		var end = new Closing(Closing.DELETED, "key", "nobody wants it", NOW.plusSeconds(1));
		var closed = KeptLetter.of(letter).closed(end);
		letters.update(closed);

		assertThat(letters.find(closed.id())).isEmpty();
		assertThat(letters.isKnown(closed.id())).isTrue();
		assertThat(letters.isKnown("none")).isFalse();
		assertThat(letters.bytes(closed.id())).isEmpty();
		assertThat(letters.ofEvent("closed")).containsExactly(closed);
		assertThat(letters.list(new Selection(Optional.of("closing"), Optional.empty(), EVER, EVER), Optional.empty(),
				100).letters()).isEmpty();

		letters.keep(letter);
		assertThat(letters.find(closed.id())).as("delivered again").isEmpty();
		letters.update(closed.failedAgain(letter.reason()));
		assertThat(letters.find(closed.id())).as("closed by someone else meanwhile").isEmpty();

		var later = new DeadLetter(letter("closing", NOW.plusSeconds(2), new byte[0]).reason(), letter.record());
		letters.keep(later);
		assertThat(letters.find(closed.id())).as("failed since").isPresent();
	}

	@Test
	void keepsTheBytesOfALetterThatFailedAgain() {
		var letter = letter("again", NOW, event("again").document());
		letters.keep(letter);
		var again = KeptLetter.of(letter).failedAgain(letter("worse", NOW.plusSeconds(9), new byte[0]).reason());
		letters.update(again);

		assertThat(letters.find(again.id())).contains(again);
		assertThat(letters.bytes(again.id())).hasValueSatisfying(
				bytes -> assertThat(bytes).isEqualTo(letter.record().bytes()));
	}
}
