package dev.millrace.system.containers;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.Volume;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;

/**
 * One of the services of compose.yaml, as it is to be confined.
 *
 * @param definition as the Compose specification has it
 */
record ComposeService(String name, JsonNode definition) {

	/** A container that is still to be started; its port is published on this one of the loopback. */
	GenericContainer<?> container(Network network, String volumesOf, int port, int publishedAt) {
		var container = new GenericContainer<>(DockerImageName.parse(definition.get("image").asString()))
				.withNetwork(network)
				.withNetworkAliases(name)
				.withEnv(environment())
				.withCreateContainerCmdModifier(command -> {
					confine(command, volumesOf);
					publish(Objects.requireNonNull(command.getHostConfig()), port, publishedAt);
				});
		if (!words("command").isEmpty()) {
			container.withCommand(words("command").toArray(String[]::new));
		}
		return container;
	}

	/** The command that succeeds inside when it is healthy. */
	String[] healthCheck() {
		return definition.at("/healthcheck/test").valueStream().skip(1).map(JsonNode::asString).toArray(String[]::new);
	}

	/** How long Compose waits for its end until it kills it. */
	Duration grace() {
		return Duration.parse("PT" + definition.get("stop_grace_period").asString());
	}

	/** Its limit of memory, in bytes. */
	long memory() {
		return Long.parseLong(definition.get("mem_limit").asString());
	}

	/** The names of its volumes, in this set of containers. */
	List<String> volumes(String volumesOf) {
		return mounts().stream().map(mount -> volumesOf + mount.get("source").asString()).toList();
	}

	private void confine(CreateContainerCmd command, String volumesOf) {
		if (definition.has("hostname")) {
			command.withHostName(definition.get("hostname").asString());
		}
		Objects.requireNonNull(command.getHostConfig())
				.withMemory(memory())
				.withMemorySwap(memory()) // Fargate has none, in which to hide
				.withReadonlyRootfs(definition.path("read_only").asBoolean(false))
				.withTmpFs(words("tmpfs").stream().collect(Collectors.toMap(path -> path, _ -> "")))
				.withCapDrop(words("cap_drop").stream().map(Capability::valueOf).toArray(Capability[]::new))
				.withSecurityOpts(words("security_opt"))
				.withBinds(mounts().stream().map(mount -> bind(mount, volumesOf)).toList());
	}

	private static void publish(HostConfig host, int port, int publishedAt) {
		host.withPortBindings(
				new PortBinding(Binding.bindIpAndPort("127.0.0.1", publishedAt), ExposedPort.tcp(port)));
	}

	private static Bind bind(JsonNode mount, String volumesOf) {
		return new Bind(volumesOf + mount.get("source").asString(), new Volume(mount.get("target").asString()),
				mount.path("read_only").asBoolean(false) ? AccessMode.ro : AccessMode.rw);
	}

	/** Compose doubles the dollar that begins no variable of its own. */
	private Map<String, String> environment() {
		var environment = new LinkedHashMap<String, String>();
		definition.get("environment")
				.properties()
				.forEach(variable -> environment.put(variable.getKey(),
						variable.getValue().asString().replace("$$", "$")));
		return environment;
	}

	private List<JsonNode> mounts() {
		return definition.path("volumes").valueStream().toList();
	}

	private List<String> words(String member) {
		return definition.path(member).valueStream().map(JsonNode::asString).toList();
	}
}
