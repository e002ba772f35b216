package dev.millrace.cloud.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A random secret that lies in a file which only its owner reads, so that it stays the same from run to run. */
final class Secret {
	private static final int BYTES = 32;

	private Secret() {}

	/** 64 hexadecimal digits: those in the file, or new ones where there is no such file. */
	static String in(Path file, RandomGenerator random) throws IOException {
		if (!Files.exists(file)) {
			var secret = new byte[BYTES];
			random.nextBytes(secret);
			var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
			Files.writeString(Files.createFile(file, owner), HexFormat.of().formatHex(secret));
		}
		return Files.readString(file).strip();
	}
}
