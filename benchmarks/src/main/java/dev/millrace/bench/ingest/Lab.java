package dev.millrace.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jetty.util.IO;

import dev.millrace.bench.LocalCloud;
import dev.millrace.bench.Processes;
import dev.millrace.bench.Running;

/** Starts what is measured, each as a process of its own, and the load upon it; takes all of it down at the end. */
final class Lab implements AutoCloseable {

	/** Of the shape that keys have, and good on this machine only while the benchmark lasts. */
	static final String KEY = "mr_00000000000000bb_" + "0b".repeat(32);

	private final Path root;
	private final Path directory;
	private final Path unpacked;
	private final Processes processes;
	private final int kinesisPort = Processes.freePort();

	Lab(Path root) throws IOException, InterruptedException {
		this.root = root;
		this.directory = Files.createTempDirectory("millrace-bench");
		this.processes = new Processes(directory);
		this.unpacked = directory.resolve("ingest-service");
		Processes.run(List.of(Processes.java(), "-Djarmode=tools", "-jar",
				root.resolve("ingest-service/target/ingest-service.jar").toString(),
				"extract", "--destination", unpacked.toString()));
	}

	/** A script for wrk that posts this body. */
	Path script(String name, String contentType, List<String> events) throws IOException {
		return script(name, contentType, events, 0);
	}

	/** The same, where each connection waits so many milliseconds before it sends. */
	Path script(String name, String contentType, List<String> events, int delay) throws IOException {
		var body = Files.writeString(directory.resolve(name + ".body"), String.join("\n", events));
		return Files.writeString(directory.resolve(name + ".lua"), """
				local file = io.open("%s", "rb")
				wrk.method = "POST"
				wrk.body = file:read("*a")
				wrk.headers["Content-Type"] = "%s"
				wrk.headers["X-API-Key"] = "%s"
				%s
				""".formatted(body, contentType, KEY, delay == 0 ? "" : "function delay() return " + delay + " end"));
	}

	Wrk wrk(int connections, int seconds, Path script, Running service, String path) {
		try {
			double before = service.cpuSeconds();
			String output = Processes
					.run(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "-s",
							script.toString(), service.uri(path)));
			return Wrk.of(output, service.cpuSeconds() - before);
		} catch (IOException e) {
			throw new UncheckedIOException("wrk is needed: Debian has it as a package", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}

	/** The service's own classes and libraries, with the stub in place of its stream. */
	Running ingestOnStub() throws IOException, InterruptedException {
		var own = root.resolve("benchmarks/target/benchmarks.jar");
		return service(
				List.of("-cp", unpacked.resolve("ingest-service.jar") + ":" + unpacked.resolve("lib") + "/*:" + own,
						IngestOnStub.class.getName()),
				Map.of());
	}

	/** The service as it ships, with the stub in its second process as AWS. */
	Running ingestOnEndpoint() throws IOException, InterruptedException {
		return ingestOnEndpoint(Map.of());
	}

	/** The same with further settings in its environment. */
	Running ingestOnEndpoint(Map<String, String> further) throws IOException, InterruptedException {
		return service(List.of("-jar", unpacked.resolve("ingest-service.jar").toString()), further);
	}

	Running stubKinesis() throws IOException, InterruptedException {
		return stubKinesis(Integer.MAX_VALUE);
	}

	/** A stub that takes so many bytes a second. */
	Running stubKinesis(int bytesPerSecond) throws IOException, InterruptedException {
		var libraries = root.resolve("benchmarks/target");
		return processes.start(kinesisPort, List.of("-Xmx256m", "-cp",
				libraries.resolve("benchmarks.jar") + ":" + libraries.resolve("lib") + "/*",
				StubKinesis.class.getName(), String.valueOf(kinesisPort), String.valueOf(bytesPerSecond)), Map.of());
	}

	Bento bento() {
		return new Bento(processes, directory, kinesisPort);
	}

	/** In place of the stub. */
	Running localCloud() throws IOException, InterruptedException {
		return LocalCloud.start(processes, root, directory.resolve("cloud"), kinesisPort);
	}

	private Running service(List<String> what, Map<String, String> further) throws IOException, InterruptedException {
		int port = Processes.freePort();
		var command = new ArrayList<>(List.of("-Xmx512m"));
		command.addAll(what);
		var environment = new HashMap<>(
				Map.of("SERVER_PORT", String.valueOf(port), "MANAGEMENT_SERVER_PORT",
						String.valueOf(Processes.freePort()),
						"AWS_ENDPOINT_URL", "http://localhost:" + kinesisPort, "AWS_REGION", "us-east-1",
						"AWS_ACCESS_KEY_ID",
						"bench", "AWS_SECRET_ACCESS_KEY", "bench", "MILLRACE_BOOTSTRAP_KEY", KEY,
						"MILLRACE_WEB_LIMITS_REFILL", "1000000", "MILLRACE_WEB_LIMITS_BURST", "1000000"));
		environment.putAll(further);
		return processes.start(port, command, environment);
	}

	@Override
	public void close() {
		IO.delete(directory.toFile());
	}
}
