package dev.millrace.system.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import dev.millrace.testing.Java;
import dev.millrace.testing.Repository;

/** One run of the runner, with its own ports and directory; services are stand-ins unless the root has others. */
final class Run implements AutoCloseable {
	static final int SECONDS = 60;
	private final Path log;
	private final Process process;
	private final int port;

	private Run(Path log, Process process, int port) {
		this.log = log;
		this.process = process;
		this.port = port;
	}

	/** A root in which the local cloud is the real one and the services are stand-ins. */
	static Path rootIn(Path directory) throws IOException {
		for (var service : List.of("file-service", "ingest-service", "processor-service")) {
			StandIn.packageAs(directory.resolve(service).resolve("target").resolve(service + ".jar"));
		}
		var cloud = Files.createDirectories(directory.resolve("local-cloud/target")).resolve("local-cloud.jar");
		Files.copy(Repository.jar("local-cloud"), cloud);
		return directory;
	}

	/** Starts, and returns at once; settings come after the run's own and so may replace them. */
	static Run start(Path root, Path data, String... settings) throws IOException {
		var port = freePort();
		var log = Files.createTempFile(root, "run-", ".log");
		var command = new ArrayList<>(Java.command("--sun-misc-unsafe-memory-access=allow", "-Dmillrace.root=" + root,
				"-Dmillrace.data=" + data, "-Dmillrace.port=" + port, "-Dmillrace.cloud-port=" + freePort(),
				"-Dmillrace.parent-pid=" + ProcessHandle.current().pid()));
		command.addAll(Arrays.asList(settings));
		command.addAll(List.of("-jar", Repository.jar("local-cloud").toString(), "run"));
		var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		return new Run(log, process, port);
	}

	Run awaitReady() {
		return awaitSaid("Millrace is ready at http://localhost:" + port);
	}

	Run awaitSaid(String text) {
		Awaitility.await(text)
				.atMost(Duration.ofSeconds(SECONDS))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> said().contains(text));
		return this;
	}

	String said() throws IOException {
		return Files.readString(log);
	}

	List<String> lines() throws IOException {
		return Files.readAllLines(log);
	}

	URI door(String path) {
		return URI.create("http://localhost:" + port + path);
	}

	int port() {
		return port;
	}

	/** The process of a service, which is a child of the runner. */
	ProcessHandle child(String service) {
		return children().filter(child -> child.info()
				.arguments()
				.map(Arrays::asList)
				.orElse(List.of())
				.stream()
				.anyMatch(argument -> argument.endsWith(service + ".jar"))).findAny().orElseThrow();
	}

	Stream<ProcessHandle> children() {
		return process.children();
	}

	void terminate() {
		process.destroy();
	}

	void kill() {
		process.destroyForcibly();
	}

	int exitCode() throws InterruptedException {
		if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The runner has not ended, see " + log);
		}
		return process.exitValue();
	}

	@Override
	public void close() {
		process.destroy();
		process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
	}

	static int freePort() throws IOException {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}
}
