package dev.millrace.system.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

import dev.millrace.system.path.Client;

/**
 * The services of compose.yaml from their images, each with its port on the loopback, on a network with LocalStack: for the
 * tests of a class. Where there is no container engine they are skipped.
 */
final class Containers implements BeforeAllCallback, AfterAllCallback {

	static final String INGEST = "ingest-service";
	static final String PROCESSOR = "processor-service";
	static final String FILES = "file-service";
	private static final String SETUP = "setup";
	private static final String CLOUD = "aws";
	private static final int PORT = 8080;
	private static final int CLOUD_PORT = 4566;

	private final HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(10))
			.build();
	private final Network network = Network.newNetwork();
	private final String volumesOf = "millrace-" + UUID.randomUUID() + "-";
	private final Map<String, RunningService> services = new LinkedHashMap<>();
	private String key = "";

	RunningService service(String name) {
		return Objects.requireNonNull(services.get(name), name);
	}

	/** One that goes to a service itself, past any front door. */
	Client client(String name) {
		return new Client(service(name).address(), key, http);
	}

	@Override
	public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
		Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(),
				"No container engine answers: the images are not tried");
		int cloudPort = freePort();
		var file = new ComposeFile(
				Map.of("MILLRACE_JARS", "present", "MILLRACE_CLOUD_PORT", String.valueOf(cloudPort)));
		file.build(List.of(SETUP, INGEST, PROCESSOR, FILES));
		start(file.service(CLOUD), CLOUD_PORT, cloudPort).awaitHealthy();
		var setup = start(file.service(SETUP), PORT, freePort());
		setup.awaitHealthy();
		key = setup.shell("cat /var/lib/millrace/bootstrap-key").getStdout();
		Stream.of(INGEST, PROCESSOR, FILES)
				.map(name -> start(file.service(name), PORT, freePort()))
				.toList()
				.forEach(RunningService::awaitHealthy);
	}

	private RunningService start(ComposeService service, int port, int publishedAt) {
		var container = service.container(network, volumesOf, port, publishedAt);
		var running = new RunningService(service, container, URI.create("http://127.0.0.1:" + publishedAt), http);
		services.put(service.name(), running);
		container.start();
		return running;
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		for (var running : services.values()) {
			running.remove();
		}
		services.values()
				.stream()
				.flatMap(running -> running.service().volumes(volumesOf).stream())
				.distinct()
				.forEach(volume -> DockerClientFactory.instance().client().removeVolumeCmd(volume).exec());
		network.close();
	}

	private static int freePort() {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
