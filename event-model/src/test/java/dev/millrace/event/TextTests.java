package dev.millrace.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTests {

	@ParameterizedTest
	@ValueSource(strings = {"\\ud800", "\\uDC00", "\\ud83d\\ud83d", "\\ud83dx", "a\\ud83d", "\\ud83d\\u0041",
			"\\\\\\ud800"})
	void findsASurrogateWithoutItsOtherHalf(String text) {
		assertThat(problem(text.getBytes(StandardCharsets.UTF_8))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = {"\\ud83d\\ude00", "\\\\ud800", "\\u0041", "\\u", "\\", "\\uZZZZ", "\ud83d\ude00", ""})
	void passesWhatIsWholeOrTheTokenizersToJudge(String text) {
		assertThat(problem(text.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@Test
	void agreesWithThePlatformsDecoderOnAnyBytes() {
		var random = new Random(1);
		for (int i = 0; i < 200_000; i++) {
			byte[] bytes = new byte[1 + random.nextInt(6)];
			random.nextBytes(bytes);
			if (random.nextBoolean()) {
				bytes[0] = (byte) (0xE0 + random.nextInt(0x18));
			}
			if (bytes[0] == '\\' || startsWithMark(bytes)) {
				continue;
			}
			assertThat(problem(bytes) == null).as("%s", HexFormat.of().formatHex(bytes)).isEqualTo(decodes(bytes));
		}
	}

	private static boolean startsWithMark(byte[] bytes) {
		return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
	}

	private static boolean decodes(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		} catch (CharacterCodingException _) {
			return false;
		}
	}

	private static @Nullable Problem problem(byte[] bytes) {
		return Text.problemOf(bytes, 0, bytes.length);
	}
}
