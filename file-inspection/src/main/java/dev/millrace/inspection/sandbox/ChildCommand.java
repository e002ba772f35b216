package dev.millrace.inspection.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** How a child is started. */
final class ChildCommand {

	private final SandboxSettings settings;
	private final String classPath;

	private ChildCommand(SandboxSettings settings, String classPath) {
		this.settings = settings;
		this.classPath = classPath;
	}

	/** @throws IllegalStateException with a sentence that says what is missing */
	static ChildCommand of(SandboxSettings settings) {
		if (!Files.isExecutable(settings.java())) {
			throw new IllegalStateException(
					"File inspection cannot start its children: there is no java at %s.".formatted(settings.java()));
		}
		return new ChildCommand(settings, settings.classPath().isEmpty()
				? ChildClassPath.derive()
				: settings.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
	}

	/** @param scratch the child's own directory: where it works, and all that it spools */
	Process start(Path scratch) throws IOException {
		var builder = new ProcessBuilder(words(scratch)).directory(scratch.toFile());
		builder.environment().clear();
		// Names of files that are not ASCII reach the JVM by the locale.
		builder.environment().put("LC_ALL", "C.UTF-8");
		return builder.start();
	}

	private List<String> words(Path scratch) {
		return List.of(settings.java().toString(), "-Xmx" + settings.heapMiB() + "m", "-XX:+UseSerialGC",
				"-XX:+ExitOnOutOfMemoryError",
				// Its last sentence must not get between the frames.
				"-XX:+DisplayVMOutputToStderr", "-XX:MaxDirectMemorySize=16m", "-XX:MaxMetaspaceSize=128m",
				"-XX:ReservedCodeCacheSize=64m", "-XX:-UsePerfData", "-XX:+DisableAttachMechanism",
				"-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + scratch.resolve("crash.log"),
				"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
				"-Djava.io.tmpdir=" + scratch, "-Duser.home=" + scratch, "-Djava.awt.headless=true",
				"-Duser.timezone=UTC", "-Duser.language=en",
				// A hostile document makes its reader complain without end.
				"-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog", "-cp", classPath,
				Child.class.getName());
	}
}
