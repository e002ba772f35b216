package dev.millrace.cloud.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTests {
	@TempDir
	Path temp;

	@Test
	void aNewDirectoryIsMadeAndKeepsItsFormat() throws IOException {
		DataDirectory.open(temp.resolve("a/b"));

		assertThat(temp.resolve("a/b/format")).hasContent(DataDirectory.FORMAT);
		assertThat(DataDirectory.open(temp.resolve("a/b")).of("sqs")).isDirectory();
	}

	@Test
	void dataOfAnotherFormatIsRefused() throws IOException {
		Files.writeString(temp.resolve("format"), "999\n");

		assertThatThrownBy(() -> DataDirectory.open(temp)).isInstanceOf(SettingException.class)
				.hasMessageContaining("has format 999")
				.hasMessageContaining("-Dmillrace.data=");
	}

	@Test
	void aFileInItsPlaceIsRefused() throws IOException {
		var file = Files.createFile(temp.resolve("file"));

		assertThatThrownBy(() -> DataDirectory.open(file)).isInstanceOf(SettingException.class)
				.hasMessage("The data directory %s is not writable; choose another with -Dmillrace.data=...", file);
	}

	@Test
	void onlyOneMayHoldIt() throws IOException {
		DataDirectory.open(temp).lock();

		assertThatThrownBy(() -> DataDirectory.open(temp).lock()).isInstanceOf(SettingException.class)
				.hasMessageContaining("in use")
				.hasMessageContaining("-Dmillrace.data=");
	}
}
