package dev.millrace.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One process under measurement. */
public record Running(Process process, int port, int managementPort) implements AutoCloseable {

	public String uri(String path) {
		return "http://127.0.0.1:" + port + path;
	}

	public boolean answers() {
		return answers("/readyz");
	}

	public boolean answers(String path) {
		try {
			var connection = (HttpURLConnection) URI.create(uri(path)).toURL().openConnection();
			return connection.getResponseCode() == 200;
		} catch (IOException _) {
			return false;
		}
	}

	/** How long cores have worked for it. */
	public double cpuSeconds() {
		return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
	}

	/** What a meter of the management port says; the sum over its tags. */
	public double meter(String name) throws IOException {
		var meters = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus").toURL();
		try (var in = meters.openStream()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
					.filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
					.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
					.sum();
		}
	}

	/** The most memory that it held, as Linux counts it. */
	public String peakMemory() throws IOException {
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
