package dev.millrace.cloud.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of the platform: one JVM from one jar.
 *
 * @param name the module's name, as routes and logs have it
 * @param heap the most that its heap takes, as -Xmx has it
 * @param environment what it is told
 * @param readyPath answers 200 when it can do its work
 */
record Service(String name, Path jar, int port, String heap, Map<String, String> environment, String readyPath) {

	URI address() {
		return URI.create("http://127.0.0.1:" + port);
	}

	URI ready() {
		return address().resolve(readyPath);
	}

	/**
	 * SerialGC and a bounded heap, because several JVMs share the machine; out of memory ends it, to be started again.
	 *
	 * @param options further ones of the JVM
	 * @param from the jar to start, this one or the same unpacked
	 */
	List<String> command(String java, List<String> options, Path from) {
		var command = new ArrayList<>(List.of(java, "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
				"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
		command.addAll(options);
		command.addAll(List.of("-jar", from.toString()));
		return command;
	}
}
