package dev.millrace.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts what is measured, each as a process of its own. */
public final class Processes {

	private static final int POLLS = 600;

	private final Path logs;

	/** @param logs a directory for what they say */
	public Processes(Path logs) {
		this.logs = logs;
	}

	/** A JVM that is ready: one that answers {@code /readyz} within a minute. */
	public Running start(int port, List<String> arguments, Map<String, String> environment)
			throws IOException, InterruptedException {
		return start(port, "/readyz", arguments, environment);
	}

	/** The same for what tells otherwise that it is ready. */
	public Running start(int port, String ready, List<String> arguments, Map<String, String> environment)
			throws IOException, InterruptedException {
		var command = new ArrayList<>(List.of(java()));
		command.addAll(arguments);
		return startProgram(port, ready, command, environment);
	}

	/** The same for any program. */
	public Running startProgram(int port, String ready, List<String> command, Map<String, String> environment)
			throws IOException, InterruptedException {
		var log = logs.resolve(port + ".log");
		var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(new HashMap<>(environment));
		var started = new Running(builder.start(), port,
				Integer.parseInt(environment.getOrDefault("MANAGEMENT_SERVER_PORT", String.valueOf(freePort()))));
		for (int i = 0; i < POLLS && !started.answers(ready); i++) {
			if (!started.process().isAlive()) {
				throw new IOException(Files.readString(log));
			}
			Thread.sleep(100);
		}
		return started;
	}

	/** What a program says that ends by itself. */
	public static String run(List<String> command) throws IOException, InterruptedException {
		var process = new ProcessBuilder(command).redirectErrorStream(true).start();
		var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IOException(output);
		}
		return output;
	}

	/** The program that runs this one. */
	public static String java() {
		return ProcessHandle.current().info().command().orElse("java");
	}

	public static int freePort() throws IOException {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}
}
