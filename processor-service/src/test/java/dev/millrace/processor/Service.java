package dev.millrace.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import dev.millrace.testing.Java;
import dev.millrace.testing.Repository;
import dev.millrace.testing.keys.TestKeys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The packaged service as a process of its own, in the profile for one machine. */
final class Service implements AutoCloseable {

	private static final Duration READY = Duration.ofMinutes(2);
	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int port = freePort();
	private final int managementPort = freePort();
	private final Process process;

	Service(URI endpoint, String cursorSecret) {
		this(endpoint, cursorSecret, "worker");
	}

	/** @param worker who it is to the others */
	Service(URI endpoint, String cursorSecret, String worker) {
		this(endpoint, cursorSecret, worker, Map.of());
	}

	/** @param settings more of them, as environment variables */
	Service(URI endpoint, String cursorSecret, String worker, Map<String, String> settings) {
		this.process = start(endpoint, cursorSecret, worker, settings);
	}

	private Process start(URI endpoint, String cursorSecret, String worker, Map<String, String> settings) {
		var builder = new ProcessBuilder(
				Java.command("-Xmx256m", "-jar", Repository.jar("processor-service").toString()));
		var environment = builder.environment();
		environment.put("AWS_ENDPOINT_URL", endpoint.toString());
		environment.put("AWS_REGION", "us-east-1");
		environment.put("AWS_ACCESS_KEY_ID", "local");
		environment.put("AWS_SECRET_ACCESS_KEY", "local");
		environment.put("SPRING_PROFILES_ACTIVE", "local");
		environment.put("SERVER_PORT", Integer.toString(port));
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
		environment.put("MILLRACE_PROCESSOR_KINESIS_WORKER_ID", worker);
		environment.put("MILLRACE_PROCESSOR_CURSOR_SECRET", cursorSecret);
		environment.put(TestKeys.VARIABLE, TestKeys.BOOTSTRAP);
		environment.put("MILLRACE_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
		environment.putAll(settings);
		try {
			return builder.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
					.start();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	Path log() {
		return Path.of("target", "processor-service-" + port + ".log").toAbsolutePath();
	}

	Service awaitReady() {
		Awaitility.await("the service, see " + log())
				.atMost(READY)
				.pollInterval(Duration.ofMillis(100))
				.failFast("it ended", () -> !process.isAlive())
				.ignoreExceptionsInstanceOf(IOException.class)
				.until(() -> get("/readyz").statusCode() == 200);
		return this;
	}

	/** What one of its meters says now, all its tags together, by its name for Prometheus. */
	double meter(String name) throws IOException, InterruptedException {
		return new String(get(managementPort, "/actuator/prometheus").body(), UTF_8).lines()
				.filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
				.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
				.sum();
	}

	HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		return get(port, path);
	}

	private static HttpResponse<byte[]> get(int at, String path) throws IOException, InterruptedException {
		return HTTP.send(request(at, path).build(), BodyHandlers.ofByteArray());
	}

	/** Sends a request with a body of JSON. */
	HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
		var request = request(port, path).header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build();
		return HTTP.send(request, BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(int at, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
				.timeout(Duration.ofSeconds(30))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP);
	}

	void kill() {
		process.destroyForcibly().onExit().join();
	}

	/** Sends SIGTERM; how long the service takes to end. */
	Duration terminate() throws InterruptedException {
		long from = System.nanoTime();
		process.destroy();
		awaitEnd();
		return Duration.ofNanos(System.nanoTime() - from);
	}

	int awaitEnd() throws InterruptedException {
		if (!process.waitFor(READY.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("the service goes on, see " + log());
		}
		return process.exitValue();
	}

	@Override
	public void close() {
		kill();
	}

	private static int freePort() {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
