package dev.millrace.system.containers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.Repository;

import static java.nio.charset.StandardCharsets.UTF_8;

/** compose.yaml, as Compose itself reads it. */
final class ComposeFile {

	private final Map<String, String> environment;
	private final JsonNode services;

	/** With what its variables are set to. */
	ComposeFile(Map<String, String> environment) throws IOException, InterruptedException {
		this.environment = environment;
		this.services = JsonMapper.shared().readTree(compose("config", "--format", "json")).get("services");
	}

	/** Makes their images from the jars that the build has left in the checkout. */
	void build(List<String> names) throws IOException, InterruptedException {
		var command = new ArrayList<>(List.of("build", "--quiet"));
		command.addAll(names);
		compose(command.toArray(String[]::new));
	}

	ComposeService service(String name) {
		return new ComposeService(name, services.get(name));
	}

	private String compose(String... arguments) throws IOException, InterruptedException {
		var command = new ArrayList<>(List.of("docker", "compose"));
		command.addAll(List.of(arguments));
		var builder = new ProcessBuilder(command).directory(Repository.root().toFile())
				.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().putAll(environment);
		var process = builder.start();
		String said = new String(process.getInputStream().readAllBytes(), UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException("%s has failed: %s".formatted(String.join(" ", command), said));
		}
		return said;
	}
}
