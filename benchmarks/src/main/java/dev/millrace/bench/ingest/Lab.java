package dev.millrace.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jetty.util.IO;

/** Starts what is measured, each as a process of its own, and the load upon it; takes all of it down at the end. */
final class Lab implements AutoCloseable {

	private static final int POLLS = 600;
	/** Of the shape that keys have, and good on this machine only while the benchmark lasts. */
	static final String KEY = "mr_00000000000000bb_" + "0b".repeat(32);

	private final Path root;
	private final Path directory;
	private final Path unpacked;
	private final int kinesisPort = freePort();

	Lab(Path root) throws IOException, InterruptedException {
		this.root = root;
		this.directory = Files.createTempDirectory("millrace-bench");
		this.unpacked = directory.resolve("ingest-service");
		run(List.of(java(), "-Djarmode=tools", "-jar",
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

	Wrk wrk(int connections, int seconds, Path script, Service service, String path) {
		try {
			double before = service.cpuSeconds();
			String output = run(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "-s",
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
	Service ingestOnStub() throws IOException, InterruptedException {
		var own = root.resolve("benchmarks/target/benchmarks.jar");
		return service(
				List.of("-cp", unpacked.resolve("ingest-service.jar") + ":" + unpacked.resolve("lib") + "/*:" + own,
						IngestOnStub.class.getName()));
	}

	/** The service as it ships, with the stub in its second process as AWS. */
	Service ingestOnEndpoint() throws IOException, InterruptedException {
		return service(List.of("-jar", unpacked.resolve("ingest-service.jar").toString()));
	}

	Service stubKinesis() throws IOException, InterruptedException {
		return stubKinesis(Integer.MAX_VALUE);
	}

	/** A stub that takes so many bytes a second. */
	Service stubKinesis(int bytesPerSecond) throws IOException, InterruptedException {
		var libraries = root.resolve("benchmarks/target");
		return start(kinesisPort, List.of("-Xmx256m", "-cp",
				libraries.resolve("benchmarks.jar") + ":" + libraries.resolve("lib") + "/*",
				StubKinesis.class.getName(), String.valueOf(kinesisPort), String.valueOf(bytesPerSecond)), Map.of());
	}

	private Service service(List<String> what) throws IOException, InterruptedException {
		int port = freePort();
		var command = new ArrayList<>(List.of("-Xmx512m"));
		command.addAll(what);
		return start(port, command,
				Map.of("SERVER_PORT", String.valueOf(port), "MANAGEMENT_SERVER_PORT", String.valueOf(freePort()),
						"AWS_ENDPOINT_URL", "http://localhost:" + kinesisPort, "AWS_REGION", "us-east-1",
						"AWS_ACCESS_KEY_ID",
						"bench", "AWS_SECRET_ACCESS_KEY", "bench", "MILLRACE_BOOTSTRAP_KEY", KEY,
						"MILLRACE_WEB_LIMITS_REFILL", "1000000", "MILLRACE_WEB_LIMITS_BURST", "1000000"));
	}

	private Service start(int port, List<String> arguments, Map<String, String> environment)
			throws IOException, InterruptedException {
		var command = new ArrayList<>(List.of(java()));
		command.addAll(arguments);
		var builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(directory.resolve(port + ".log").toFile());
		builder.environment().putAll(new HashMap<>(environment));
		var service = new Service(builder.start(), port,
				Integer.parseInt(environment.getOrDefault("MANAGEMENT_SERVER_PORT", String.valueOf(freePort()))));
		for (int i = 0; i < POLLS && !service.answers(); i++) {
			if (!service.process().isAlive()) {
				throw new IOException(Files.readString(directory.resolve(port + ".log")));
			}
			Thread.sleep(100);
		}
		return service;
	}

	private static String run(List<String> command) throws IOException, InterruptedException {
		var process = new ProcessBuilder(command).redirectErrorStream(true).start();
		var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IOException(output);
		}
		return output;
	}

	private static String java() {
		return ProcessHandle.current().info().command().orElse("java");
	}

	private static int freePort() throws IOException {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() {
		IO.delete(directory.toFile());
	}

	/** One process under measurement. */
	record Service(Process process, int port, int managementPort) implements AutoCloseable {

		String uri(String path) {
			return "http://127.0.0.1:" + port + path;
		}

		boolean answers() {
			return answers("/readyz");
		}

		boolean answers(String path) {
			try {
				var connection = (HttpURLConnection) URI.create(uri(path)).toURL().openConnection();
				return connection.getResponseCode() == 200;
			} catch (IOException _) {
				return false;
			}
		}

		/** How long cores have worked for it. */
		double cpuSeconds() {
			return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
		}

		/** What a meter of the management port says; the sum over its tags. */
		double meter(String name) throws IOException {
			var meters = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus").toURL();
			try (var in = meters.openStream()) {
				return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
						.filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
						.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
						.sum();
			}
		}

		/** The most memory that it held, as Linux counts it. */
		String peakMemory() throws IOException {
			return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))
					.stream()
					.filter(line -> line.startsWith("VmHWM"))
					.findFirst()
					.orElse("not known on this system");
		}

		@Override
		public void close() {
			process.destroy();
			process.onExit().join();
		}
	}
}
