package dev.millrace.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WorkspacesTests {

	@TempDir
	private Path directory;

	@Test
	void whatAKilledProcessHasLeftIsGoneAndTheDirectoryItselfStays() throws IOException {
		Files.writeString(Files.createDirectories(directory.resolve("file-1/derivatives")).resolve("thumbnail"),
				"left");
		Files.writeString(directory.resolve("alone"), "left");

		var _ = new Workspaces(directory, 1);

		assertThat(directory).isEmptyDirectory();
	}

	@Test
	void aFilesDirectoryGoesWithIt() throws Exception {
		var root = directory.resolve("made-when-needed");
		var workspaces = new Workspaces(root, 1);
		try (var workspace = workspaces.open(10)) {
			Files.writeString(workspace.content(), "content");
			assertThat(root).isNotEmptyDirectory();
		}
		assertThat(root).isEmptyDirectory();
	}
}
