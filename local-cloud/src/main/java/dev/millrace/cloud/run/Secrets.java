package dev.millrace.cloud.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What only this run knows. Each lies in a file which only its owner reads, so that it stays the same from run to run.
 *
 * @param cursor signs the cursors of lists
 * @param bootstrapKey the API key with every scope: {@code mr_}, 16 hexadecimal digits, {@code _}, and 64 of them
 */
record Secrets(String cursor, String bootstrapKey) {
	private static final int SECRET_BYTES = 32;
	private static final int ID_BYTES = 8;

	/**
	 * Those in the directory's files, or new ones where there are none.
	 *
	 * @param givenKey a bootstrap key that counts instead, and goes into no file
	 */
	static Secrets in(Path directory, Optional<String> givenKey, RandomGenerator random) throws IOException {
		var cursor = in(directory.resolve("cursor-secret"), () -> hex(random, SECRET_BYTES));
		var key = givenKey.isPresent() ? givenKey.get()
				: in(directory.resolve("bootstrap-key"),
						() -> "mr_" + hex(random, ID_BYTES) + "_" + hex(random, SECRET_BYTES));
		return new Secrets(cursor, key);
	}

	/** Without them. */
	@Override
	public String toString() {
		return "Secrets[***]";
	}

	private static String in(Path file, Supplier<String> made) throws IOException {
		if (!Files.exists(file)) {
			var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
			Files.writeString(Files.createFile(file, owner), made.get());
		}
		return Files.readString(file).strip();
	}

	private static String hex(RandomGenerator random, int length) {
		var bytes = new byte[length];
		random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}
}
