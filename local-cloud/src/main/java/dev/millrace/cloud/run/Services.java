package dev.millrace.cloud.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The list of what runs: the one place in which a service is declared.
 *
 * @param endpoint where the services find AWS's: the local cloud, or another
 * @param cloud the local cloud, if it is this run's own
 */
record Services(URI endpoint, Optional<Service> cloud, List<Service> platform) {
	/** A child watches the process of this number and ends with it, so that none outlives a runner that was killed. */
	private static final String PARENT = "MILLRACE_PARENT_PID";

	/** The API key with which all others are made. */
	private static final String KEY = "MILLRACE_BOOTSTRAP_KEY";

	/** The platform's services stand in the order in which they stop. */
	static Services of(RunSettings settings, Secrets secrets) throws IOException {
		if (settings.otherCloud().isPresent()) {
			return on(settings.otherCloud().get(), Optional.empty(), settings, secrets);
		}
		var cloud = cloud(settings);
		// By the name that a user's clients have, for which presigned addresses are made.
		return on(URI.create("http://localhost:" + cloud.port()), Optional.of(cloud), settings, secrets);
	}

	private static Services on(URI endpoint, Optional<Service> cloud, RunSettings settings, Secrets secrets)
			throws IOException {
		var ingest = service(settings, endpoint, "ingest-service", "256m", Map.of(KEY, secrets.bootstrapKey()));
		return new Services(endpoint, cloud, List.of(
				// Before the intake, which it tells what came of files.
				service(settings, endpoint, "file-service", "256m",
						Map.of("MILLRACE_FILE_INGEST_URL", ingest.address().toString(), "MILLRACE_FILE_WORKSPACE",
								settings.data().resolve("file-workspace").toString(), KEY, secrets.bootstrapKey())),
				ingest,
				service(settings, endpoint, "processor-service", "384m",
						Map.of("MILLRACE_PROCESSOR_CURSOR_SECRET", secrets.cursor(), KEY, secrets.bootstrapKey()))));
	}

	private static Service cloud(RunSettings settings) throws IOException {
		var port = settings.cloudPort() == 0 ? freePort() : settings.cloudPort();
		return new Service("local-cloud", settings.jarOf("local-cloud"), port,
				settings.heapOf("local-cloud", "512m"),
				Map.of("MILLRACE_CLOUD_PORT", String.valueOf(port), "MILLRACE_DATA", settings.data().toString(),
						PARENT, ownPid()),
				"/_millrace/health");
	}

	private static Service service(RunSettings settings, URI endpoint, String name, String heap,
			Map<String, String> ofItsOwn) throws IOException {
		var port = settings.portOf(name) == 0 ? freePort() : settings.portOf(name);
		var environment = new HashMap<>(aws(name, endpoint));
		environment.put("SPRING_PROFILES_ACTIVE", "local");
		environment.put("SERVER_ADDRESS", "127.0.0.1");
		environment.put("SERVER_PORT", String.valueOf(port));
		environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
		environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(freePort()));
		environment.put(PARENT, ownPid());
		environment.putAll(ofItsOwn);
		return new Service(name, settings.jarOf(name), port, settings.heapOf(name, heap), environment, "/readyz");
	}

	/**
	 * What every client of AWS reads: where the services are, and credentials, which the local cloud does not check. Each service
	 * has its own, as each has its own role on AWS.
	 */
	private static Map<String, String> aws(String name, URI endpoint) {
		return Map.of("AWS_ENDPOINT_URL", endpoint.toString(), "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", name,
				"AWS_SECRET_ACCESS_KEY", name, "AWS_EC2_METADATA_DISABLED", "true");
	}

	/** All that runs. */
	Stream<Service> all() {
		return Stream.concat(cloud.stream(), platform.stream());
	}

	/** Where each service listens, by name. */
	Map<String, URI> addresses() {
		var addresses = new HashMap<String, URI>();
		platform.forEach(service -> addresses.put(service.name(), service.address()));
		return Map.copyOf(addresses);
	}

	private static String ownPid() {
		return String.valueOf(ProcessHandle.current().pid());
	}

	private static int freePort() throws IOException {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}
}
