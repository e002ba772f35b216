package dev.millrace.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import dev.millrace.bench.BentoProgram;
import dev.millrace.bench.Processes;
import dev.millrace.bench.Running;

/** A peer on the same stub, where its program is on the PATH: an HTTP server whose bodies go to Kinesis, 202 when they are there. */
final class Bento {

	/** Where it takes bodies. */
	static final String PATH = "/post";

	private final BentoProgram program;
	private final int kinesisPort;

	Bento(Processes processes, Path directory, int kinesisPort) {
		this.program = new BentoProgram(processes, directory);
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
		return program.start("""
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
				""".formatted(PATH, processor, kinesisPort, batch));
	}
}
