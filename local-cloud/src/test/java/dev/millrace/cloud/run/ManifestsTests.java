package dev.millrace.cloud.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ManifestsTests {

	private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));

	@TempDir
	Path libraries;

	@Test
	void aLibraryLosesItsClassPathAndNothingElse() throws IOException {
		var jar = library();

		Manifests.dropClassPaths(libraries);

		try (var file = new JarFile(jar.toFile())) {
			assertThat(file.getManifest().getMainAttributes()).containsOnlyKeys(Attributes.Name.MANIFEST_VERSION,
					Attributes.Name.IMPLEMENTATION_TITLE);
		}
	}

	/** Else whoever made the same layer of an image before has another jar than the cache is for, and starts without it. */
	@Test
	void twoRunsLeaveTheSameJar() throws IOException {
		var jar = library();
		Manifests.dropClassPaths(libraries);
		byte[] once = Files.readAllBytes(jar);

		library();
		Manifests.dropClassPaths(libraries);

		assertThat(Files.getLastModifiedTime(jar)).isEqualTo(LONG_AGO);
		assertThat(Files.readAllBytes(jar)).isEqualTo(once);
	}

	private Path library() throws IOException {
		var manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "a library");
		manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "./");
		var jar = libraries.resolve("library.jar");
		try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
			out.finish();
		}
		return Files.setLastModifiedTime(jar, LONG_AGO);
	}
}
