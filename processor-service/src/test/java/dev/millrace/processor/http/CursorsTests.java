package dev.millrace.processor.http;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.millrace.processor.Filter;
import dev.millrace.processor.Order;
import dev.millrace.processor.Place;

import static org.assertj.core.api.Assertions.assertThat;

class CursorsTests {

	private static final Filter ALL = filter(null, null);
	private static final Place PLACE = new Place(-62_167_219_200_000L, 7, "id/with \"all\" ☃");

	private final Cursors cursors = new Cursors(new CursorSettings("x".repeat(32)));

	private static Filter filter(@Nullable String type,
			@Nullable String source) {
		return new Filter(Optional.ofNullable(type), Optional.ofNullable(source), Optional.empty(), Optional.empty());
	}

	@Test
	void readsWhatItWrote() {
		assertThat(cursors.read(cursors.write(PLACE, ALL, Order.NEWEST), ALL, Order.NEWEST)).contains(PLACE);
	}

	@Test
	void refusesWhatWasMadeUp() {
		for (String text : List.of("", "x", "!!!", "AAAA", "A".repeat(200))) {
			assertThat(cursors.read(text, ALL, Order.NEWEST)).as(text).isEmpty();
		}
	}

	@Test
	void refusesAnyBitThatWasAltered() {
		byte[] cursor = Base64.getUrlDecoder().decode(cursors.write(PLACE, ALL, Order.NEWEST));
		for (int bit = 0; bit < cursor.length * 8; bit++) {
			byte[] altered = cursor.clone();
			altered[bit / 8] ^= (byte) (1 << bit % 8);
			assertThat(cursors.read(Base64.getUrlEncoder().encodeToString(altered), ALL, Order.NEWEST))
					.as("bit %d", bit)
					.isEmpty();
		}
	}

	@Test
	void refusesACursorThatWasCutShort() {
		String cursor = cursors.write(PLACE, ALL, Order.NEWEST);
		for (int length = 0; length < cursor.length(); length++) {
			assertThat(cursors.read(cursor.substring(0, length), ALL, Order.NEWEST)).isEmpty();
		}
	}

	@Test
	void refusesTheCursorOfAnotherList() {
		String cursor = cursors.write(PLACE, filter("a", "bc"), Order.NEWEST);

		for (Filter other : List.of(ALL, filter("a", null), filter("ab", "c"), filter("abc", null), filter(null, "abc"),
				new Filter(Optional.of("a"), Optional.of("bc"), Optional.of(Instant.EPOCH), Optional.empty()))) {
			assertThat(cursors.read(cursor, other, Order.NEWEST)).isEmpty();
		}
	}

	@Test
	void refusesTheCursorOfAnotherSecret() {
		var others = new Cursors(new CursorSettings("y".repeat(32)));

		assertThat(cursors.read(others.write(PLACE, ALL, Order.NEWEST), ALL, Order.NEWEST)).isEmpty();
	}

	@Test
	void readsAnyNoiseWithoutFailing() {
		var random = new Random(7);
		for (int i = 0; i < 1000; i++) {
			byte[] noise = new byte[random.nextInt(100)];
			random.nextBytes(noise);
			assertThat(cursors.read(Base64.getUrlEncoder().encodeToString(noise), ALL, Order.NEWEST)).isEmpty();
		}
	}

	@Test
	void keepsItsSecretOutOfItsDescription() {
		assertThat(new CursorSettings("s".repeat(32)).toString()).doesNotContain("sss");
	}
}
