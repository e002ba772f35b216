package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The packaged local cloud, with the platform's resources. */
public final class LocalCloud {

	private LocalCloud() {}

	/**
	 * Starts one.
	 *
	 * @param root the built repository
	 * @param data a directory of its own
	 */
	public static Running start(Processes processes, Path root, Path data, int port)
			throws IOException, InterruptedException {
		var jar = root.resolve("local-cloud/target/local-cloud.jar").toString();
		var cloud = processes.start(port, "/_millrace/health",
				List.of("--sun-misc-unsafe-memory-access=allow", "-Xmx512m", "-Dmillrace.cloud-port=" + port,
						"-Dmillrace.data=" + data, "-Dmillrace.parent-pid=" + ProcessHandle.current().pid(), "-jar",
						jar),
				Map.of());
		Processes.run(List.of(Processes.java(), "-jar", jar, "make", "http://localhost:" + port));
		return cloud;
	}
}
