package dev.millrace.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.millrace.bench.Processes;
import dev.millrace.bench.Running;

/** A peer on the same stub, where its program is on the PATH: an HTTP server whose bodies go to Kinesis, 202 when they are there. */
final class Bento {

	/** Where it takes bodies. */
	static final String PATH = "/post";
	private static final String PROGRAM = "bento";

	private final Processes processes;
	private final Path directory;
	private final int kinesisPort;

	Bento(Processes processes, Path directory, int kinesisPort) {
		this.processes = processes;
		this.directory = directory;
		this.kinesisPort = kinesisPort;
	}

	/** For a body that is one event; with the batches that it is fastest with (32 of them or 5 ms). */
	Optional<Running> forSingleEvents() throws IOException, InterruptedException {
		return start("", 32);
	}

	/** For a body of lines that are events, 500 to a call. */
	Optional<Running> forLines() throws IOException, InterruptedException {
		return start("{unarchive: {format: lines}}", 500);
	}

	private Optional<Running> start(String processor, int batch) throws IOException, InterruptedException {
		if (!isThere()) {
			return Optional.empty();
		}
		int port = Processes.freePort();
		var configuration = Files.writeString(directory.resolve("bento-" + port + ".yaml"), """
				http: {address: "127.0.0.1:%d"}
				input: {http_server: {path: %s, sync_response: {status: "202"}}}
				pipeline: {processors: [%s]}
				output:
				  aws_kinesis:
				    stream: stub
				    partition_key: ${! uuid_v4() }
				    endpoint: http://127.0.0.1:%d
				    region: us-east-1
				    credentials: {id: bench, secret: bench}
				    batching: {count: %d, period: 5ms}
				logger: {level: WARN}
				""".formatted(port, PATH, processor, kinesisPort, batch));
		return Optional.of(processes.startProgram(port, "/ready", List.of(PROGRAM, "-c", configuration.toString()),
				Map.of()));
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
