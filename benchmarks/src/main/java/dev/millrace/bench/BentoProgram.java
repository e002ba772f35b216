package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A peer that is run beside, where its program is on the PATH. */
public final class BentoProgram {

	private static final String PROGRAM = "bento";

	private final Processes processes;
	private final Path directory;

	/** @param directory for its configurations */
	public BentoProgram(Processes processes, Path directory) {
		this.processes = processes;
		this.directory = directory;
	}

	/** Runs one that is ready, or none where there is no such program. */
	public Optional<Running> start(String configuration) throws IOException, InterruptedException {
		if (!isThere()) {
			return Optional.empty();
		}
		int port = Processes.freePort();
		var file = Files.writeString(directory.resolve("bento-" + port + ".yaml"),
				"http: {address: \"127.0.0.1:%d\"}\n".formatted(port) + configuration);
		return Optional.of(processes.startProgram(port, "/ready", List.of(PROGRAM, "-c", file.toString()), Map.of()));
	}

	private static boolean isThere() throws InterruptedException {
		try {
			Processes.run(List.of(PROGRAM, "--version"));
			return true;
		} catch (IOException _) {
			return false;
		}
	}
}
