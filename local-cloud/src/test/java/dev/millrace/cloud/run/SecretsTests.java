package dev.millrace.cloud.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {
	@TempDir
	Path directory;

	@Test
	void stayTheSameAndBelongToTheirOwnerAlone() throws Exception {
		var made = Secrets.in(directory, Optional.empty(), new Random(1));

		assertThat(made.cursor()).matches("[0-9a-f]{64}");
		assertThat(made.bootstrapKey()).matches("mr_[0-9a-f]{16}_[0-9a-f]{64}");
		assertThat(Secrets.in(directory, Optional.empty(), new Random(2))).isEqualTo(made);
		for (var file : new String[]{"cursor-secret", "bootstrap-key"}) {
			assertThat(Files.getPosixFilePermissions(directory.resolve(file)))
					.isEqualTo(PosixFilePermissions.fromString("rw-------"));
		}
	}

	@Test
	void aKeyThatIsGivenCountsAndIsNotKept() throws Exception {
		assertThat(Secrets.in(directory, Optional.of("mr_given"), new Random(1)).bootstrapKey()).isEqualTo("mr_given");
		assertThat(directory.resolve("bootstrap-key")).doesNotExist();
	}

	@Test
	void areNotWrittenByAccident() throws Exception {
		var made = Secrets.in(directory, Optional.empty(), new Random(1));

		assertThat(made.toString()).doesNotContain(made.cursor(), made.bootstrapKey());
	}
}
