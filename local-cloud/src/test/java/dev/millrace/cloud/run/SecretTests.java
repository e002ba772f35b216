package dev.millrace.cloud.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretTests {
	@TempDir
	Path directory;

	@Test
	void staysTheSameAndBelongsToItsOwnerAlone() throws Exception {
		var file = directory.resolve("secret");

		var made = Secret.in(file, new Random(1));

		assertThat(made).matches("[0-9a-f]{64}");
		assertThat(Secret.in(file, new Random(2))).isEqualTo(made);
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}
}
