package dev.millrace.cloud.s3.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyNamesTests {
	private static final List<String> PIECES = List.of("a", "b", "/", "/", ".", "..", "-", " ", "ä", "%", "+");

	/** Random keys of pieces that are dangerous in paths: each has a name of its own, inside the folder, and comes back. */
	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3})
	void everyKeyHasANameOfItsOwn(long seed) {
		var random = new Random(seed);
		var folder = Path.of("/bucket");
		var keys = new HashMap<Path, String>();
		for (int i = 0; i < 5_000; i++) {
			var key = IntStream.rangeClosed(0, random.nextInt(8))
					.mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
					.collect(Collectors.joining());
			var name = KeyNames.name(key);
			var path = folder.resolve(name).normalize();

			assertThat(KeyNames.key(name)).isEqualTo(key);
			assertThat(KeyNames.isObject(name)).isTrue();
			assertThat(KeyNames.isUnfinished(path.getFileName().toString())).isFalse();
			assertThat(path.startsWith(folder) && !path.equals(folder)).isTrue();
			assertThat(keys.put(path, key)).as("the name of %s", key).isIn(null, key);
		}
	}

	@Test
	void aNameBeginsAsItsKeyDoes() {
		for (var key : List.of("a", "a/b", "a//b", "/a", "a/../b", "../x", "a/")) {
			for (int i = 0; i <= key.length(); i++) {
				assertThat(KeyNames.name(key)).startsWith(KeyNames.prefix(key.substring(0, i)));
			}
		}
	}

	@Test
	void whatAnUploadHasWrittenSoFarIsNoObject() {
		var unfinished = KeyNames.name("a") + "-0b5c0e3e-7d1c-4f49-b7a8-1d6d5b1b5f11";

		assertThat(KeyNames.isObject(unfinished)).isFalse();
		assertThat(KeyNames.isUnfinished(unfinished)).isTrue();
		assertThat(KeyNames.isUnfinished(KeyNames.name("a") + "-12")).as("a part").isFalse();
		assertThat(KeyNames.isUnfinished(KeyNames.name("a") + "-stub")).as("an upload").isFalse();
	}

	@Test
	void theMarksThemselvesAreRefused() {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> KeyNames.name("a\u0001b"));
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> KeyNames.name("a\u0002b"));
	}
}
