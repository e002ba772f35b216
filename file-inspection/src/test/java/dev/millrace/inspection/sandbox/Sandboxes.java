package dev.millrace.inspection.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Sandboxes for tests: patient with a busy machine. */
final class Sandboxes {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private Sandboxes() {}

	static SandboxSettings small() {
		return of(1, 1_000);
	}

	static SandboxSettings of(int children, int filesPerChild) {
		return new SandboxSettings(children, 192, filesPerChild, PATIENCE, PATIENCE,
				SandboxSettings.DEFAULTS.java(), List.of());
	}

	static SandboxSettings with(Path java, List<Path> classPath) {
		return new SandboxSettings(1, 192, 1_000, PATIENCE, PATIENCE, java, classPath);
	}
}
