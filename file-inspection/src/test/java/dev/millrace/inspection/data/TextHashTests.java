package dev.millrace.inspection.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A value whose hash is another's is not looked at: of few characters, and of alike ones, none may be. */
class TextHashTests {

	private final Map<Long, String> seen = new HashMap<>();

	@Test
	void numbersOfAllLengthsDiffer() {
		for (int number = 0; number < 300_000; number++) {
			add(Integer.toString(number));
		}
	}

	@Test
	void runsOfTheSameCharacterDifferByTheirLength() {
		for (char first = '0'; first <= '9'; first++) {
			for (char rest = '0'; rest <= '9'; rest++) {
				for (int length = 0; length < 40; length++) {
					add(first + String.valueOf(rest).repeat(length));
				}
			}
		}
	}

	@Test
	void whateverTextsDiffer() {
		var random = new Random(1);
		for (int i = 0; i < 200_000; i++) {
			var text = new char[random.nextInt(12)];
			for (int at = 0; at < text.length; at++) {
				text[at] = "ab01\u00fc\u6f22".charAt(random.nextInt(6));
			}
			add(new String(text));
		}
	}

	private void add(String text) {
		long hash = TextHash.of(("xy" + text + "z").toCharArray(), 2, 2 + text.length());
		String other = seen.putIfAbsent(hash, text);
		assertThat(other == null || other.equals(text)).as("%s and %s", text, other).isTrue();
	}
}
