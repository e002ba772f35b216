package dev.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packaged local cloud as a process of its own, on a free port and a directory that goes with it.
 *
 * <p>As an extension it lives as long as the tests of a class: {@code @RegisterExtension static final LocalCloud cloud =
 * new LocalCloud()}; elsewhere, {@link #start()} and {@link #close()}. Its log lies in {@code target/local-cloud-*.log}
 * of the module under test.
 */
public final class LocalCloud implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
	private static final Duration READY = Duration.ofSeconds(60);
	private static final Duration END = Duration.ofSeconds(15);
	private static final HttpClient http = HttpClient.newHttpClient();

	private final Map<String, String> settings = new TreeMap<>();
	private final Path data = temporaryDirectory();
	private final int port = freePort();
	private @Nullable Process process;

	/** A setting of the local cloud, such as one of {@code millrace.kinesis.*}; to be given before it starts. */
	public LocalCloud with(String setting, String value) {
		settings.put(setting, value);
		return this;
	}

	/** Returns when requests are answered. Throws when that takes longer than a minute. */
	public LocalCloud start() {
		try {
			process = new ProcessBuilder(command()).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
					.start();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		Awaitility.await("local cloud on port " + port + ", see " + log())
				.atMost(READY)
				.pollInterval(Duration.ofMillis(50))
				.failFast("it ended", () -> !process().isAlive())
				.until(this::answers);
		return this;
	}

	/** What to give a client, or a process as AWS_ENDPOINT_URL. The same after a restart. */
	public URI endpoint() {
		return URI.create("http://localhost:" + port);
	}

	/** Ends it as kill -9 does: nothing is flushed, nothing is said. */
	public void kill() {
		process().destroyForcibly().onExit().join();
	}

	/** Starts it again, if need be after a {@link #kill()}, on the same port and data. */
	public LocalCloud restart() {
		kill();
		return start();
	}

	@Override
	public void close() {
		try {
			process().destroy();
			if (!process().waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
				kill();
			}
			Files.walkFileTree(data, new DeleteAll());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			kill();
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		start();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		close();
	}

	private Process process() {
		if (process == null) {
			throw new IllegalStateException("not started");
		}
		return process;
	}

	private List<String> command() {
		var command = Java.command("--sun-misc-unsafe-memory-access=allow", "-Dmillrace.cloud-port=" + port,
				"-Dmillrace.data=" + data, "-Dmillrace.parent-pid=" + ProcessHandle.current().pid());
		settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
		command.addAll(List.of("-jar", Repository.jar("local-cloud").toString()));
		return command;
	}

	private Path log() {
		return Path.of("target", "local-cloud-" + port + ".log").toAbsolutePath();
	}

	private boolean answers() throws InterruptedException {
		try {
			var health = HttpRequest.newBuilder(endpoint().resolve("/_millrace/health")).timeout(END).build();
			return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
		} catch (IOException _) {
			return false;
		}
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("millrace-");
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static int freePort() {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
