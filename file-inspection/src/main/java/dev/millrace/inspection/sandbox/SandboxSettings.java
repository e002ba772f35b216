package dev.millrace.inspection.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The children.
 *
 * @param children that run at the same time, 1 to 64; each reads one file at a time
 * @param heapMiB of each child, 64 or more
 * @param filesPerChild after which a child is replaced by a fresh one
 * @param patience with which a caller waits for a free child, before it is told that all are busy
 * @param startTime that a child may take until it is ready
 * @param java the executable
 * @param classPath of the children: jars and directories; empty means derived from this JVM's own
 */
public record SandboxSettings(int children, int heapMiB, int filesPerChild, Duration patience, Duration startTime,
		Path java, List<Path> classPath) {

	/** Two children of 256 MiB, renewed every 1,000 files. */
	public static final SandboxSettings DEFAULTS = new SandboxSettings(2, 256, 1_000, Duration.ofSeconds(30),
			Duration.ofSeconds(60), Path.of(System.getProperty("java.home"), "bin", "java"), List.of());

	public SandboxSettings {
		classPath = List.copyOf(classPath);
		between("sandbox.children", 1, 64, children);
		between("sandbox.heapMiB", 64, 16_384, heapMiB);
		between("sandbox.filesPerChild", 1, 1_000_000, filesPerChild);
		if (patience.isNegative() || !startTime.isPositive()) {
			throw new IllegalArgumentException(
					"sandbox.patience must not be negative and sandbox.startTime positive, not "
							+ patience + " and " + startTime);
		}
	}

	private static void between(String name, int least, int most, int value) {
		if (value < least || value > most) {
			throw new IllegalArgumentException("%s must be from %d to %d, not %d".formatted(name, least, most, value));
		}
	}
}
