package dev.millrace.system.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import org.awaitility.Awaitility;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** A container of the platform, as an operator sees it. */
record RunningService(ComposeService service, GenericContainer<?> container, URI address, HttpClient http) {

	private static final Duration READY = Duration.ofMinutes(2);
	/** The state of a socket that waits for connections, in the kernel's table. */
	private static final String LISTENS = "0A";
	private static final Set<String> LOOPBACK = Set.of("0100007F", "0B00007F", "00000000000000000000000001000000",
			"0000000000000000FFFF00000100007F");

	/** Waits until it passes the check of its health in compose.yaml. */
	void awaitHealthy() {
		Awaitility.await(service.name())
				.atMost(READY)
				.failFast("it has ended; see its log in target", () -> !isRunning())
				.until(() -> container.execInContainer(service.healthCheck()).getExitCode() == 0);
	}

	/** Sends a signal; the code with which the service ends upon it, within the time that Compose would give it. */
	long codeUpon(String signal) {
		docker().killContainerCmd(id()).withSignal(signal).exec();
		Awaitility.await(service.name() + " upon " + signal).atMost(service.grace()).until(() -> !isRunning());
		return Objects.requireNonNull(state().getExitCodeLong());
	}

	/** The same container once more, as the engine does upon a failure. */
	void startAgain() {
		docker().startContainerCmd(id()).exec();
		awaitHealthy();
	}

	/** Ends it, and leaves what it has said in target. */
	void remove() throws IOException {
		if (container.isCreated()) {
			Files.writeString(Path.of("target", service.name() + ".log"), container.getLogs());
		}
		container.stop();
	}

	boolean isRunning() {
		return Boolean.TRUE.equals(state().getRunning());
	}

	boolean wasKilledForItsMemory() {
		return Boolean.TRUE.equals(state().getOOMKilled());
	}

	/** When its process began, as the engine writes it. */
	String runsSince() {
		return Objects.requireNonNull(state().getStartedAt());
	}

	InspectContainerResponse inspect() {
		return docker().inspectContainerCmd(id()).exec();
	}

	/** What a shell in it says, which may fail. */
	ExecResult shell(String script) throws IOException, InterruptedException {
		return container.execInContainer("bash", "-c", script);
	}

	/** The status with which it answers a GET on its own address, without a key. */
	int status(String path) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20)).build();
		return http.send(request, BodyHandlers.discarding()).statusCode();
	}

	/** The status with which it answers one of its own processes on one of its ports. */
	String statusInside(int port, String path) throws IOException, InterruptedException {
		return shell(
				"exec 3<>/dev/tcp/127.0.0.1/%d; printf 'GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; read -r _ status _ <&3; echo -n $status"
						.formatted(port, path))
				.getStdout();
	}

	/** The ports on which others can reach it, published or not. */
	Set<Integer> portsForOthers() throws IOException, InterruptedException {
		return shell("cat /proc/net/tcp /proc/net/tcp6").getStdout()
				.lines()
				.map(line -> line.strip().split("\\s+"))
				.filter(socket -> socket[3].equals(LISTENS))
				.map(socket -> socket[1].split(":"))
				.filter(local -> !LOOPBACK.contains(local[0]))
				.map(local -> Integer.parseInt(local[1], 16))
				.collect(Collectors.toSet());
	}

	private ContainerState state() {
		return inspect().getState();
	}

	private String id() {
		return container.getContainerId();
	}

	private DockerClient docker() {
		return container.getDockerClient();
	}
}
