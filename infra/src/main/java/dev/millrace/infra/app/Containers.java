package dev.millrace.infra.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.ContainerDefinitionProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.KeyValuePairProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.SecretProperty;
import software.amazon.awscdk.services.logs.LogGroup;

import dev.millrace.infra.foundation.SecurityGroups;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.PlatformStack;

/** The containers of a task: the service, and the collector that sends what it says of itself. */
final class Containers {

	/** By which Lattice finds the port. */
	static final String PORT_NAME = "http";
	/** MiB; the rest of a task is the service's. */
	static final int COLLECTOR_MEMORY = 192;

	private static final String COLLECTOR = "collector";
	private static final String USER = "10001:10001";
	/** The JRE's image has a shell and no curl. */
	private static final String LIVE = "exec 3<>/dev/tcp/127.0.0.1/%d; printf 'GET /livez HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; "
			.formatted(SecurityGroups.SERVICE_PORT) + "read -r _ status _ <&3; [ \"$status\" = 200 ]";

	private final PlatformStack stack;
	private final LogGroup log;

	Containers(PlatformStack stack, LogGroup log) {
		this.stack = stack;
		this.log = log;
	}

	ContainerDefinitionProperty service(Service service, TaskEnvironment environment) {
		var size = Services.size(stack.settings(), service);
		return common(service.id(), environment.image(service)).essential(true)
				.memory(size.memory() - COLLECTOR_MEMORY)
				.environment(variables(environment.of(service)))
				.secrets(environment.secrets(service)
						.entrySet()
						.stream()
						.<Object>map(secret -> SecretProperty.builder()
								.name(secret.getKey())
								.valueFrom(secret.getValue().getSecretArn())
								.build())
						.toList())
				.portMappings(List.of(CfnTaskDefinition.PortMappingProperty.builder()
						.name(PORT_NAME)
						.containerPort(SecurityGroups.SERVICE_PORT)
						.protocol("tcp")
						.appProtocol("http")
						.build()))
				.mountPoints(writable())
				.healthCheck(health(List.of("CMD", "bash", "-c", LIVE)))
				.stopTimeout(120)
				// Begun before the service, the collector ends behind it, and hears its last counts.
				.dependsOn(List.of(CfnTaskDefinition.ContainerDependencyProperty.builder()
						.containerName(COLLECTOR)
						.condition("START")
						.build()))
				.build();
	}

	/** Where a service may write; all else is read-only. A shell needs two folders of its own. */
	static Map<String, String> volumes(Settings settings) {
		var volumes = new LinkedHashMap<String, String>();
		volumes.put("tmp", "/tmp");
		if (settings.tasks().executeCommand()) {
			volumes.put("shell", "/var/lib/amazon");
			volumes.put("shell-log", "/var/log/amazon");
		}
		return volumes;
	}

	private List<Object> writable() {
		return volumes(stack.settings()).entrySet()
				.stream()
				.<Object>map(volume -> CfnTaskDefinition.MountPointProperty.builder()
						.sourceVolume(volume.getKey())
						.containerPath(volume.getValue())
						.readOnly(false)
						.build())
				.toList();
	}

	/** Not essential: a service without its traces still takes events. */
	ContainerDefinitionProperty collector(Service service) {
		return common(COLLECTOR, stack.settings().images().collector()).essential(false)
				.memory(COLLECTOR_MEMORY)
				.environment(variables(
						new TreeMap<>(Map.of("AOT_CONFIG_CONTENT", collectorConfiguration(service), "GOMEMLIMIT",
								"150MiB"))))
				.healthCheck(health(List.of("CMD", "/healthcheck")))
				.build();
	}

	/** Traces as they come. */
	private String collectorConfiguration(Service service) {
		var meters = Metrics.areSentByServices(stack) ? Meters.NONE : meters(service);
		return """
				extensions:
				  health_check: {endpoint: 127.0.0.1:13133}
				  awsproxy: {endpoint: 127.0.0.1:2000}
				receivers:
				  otlp:
				    protocols:
				      http: {endpoint: 127.0.0.1:4318}
				      grpc: {endpoint: 127.0.0.1:4317}
				%sprocessors:
				  memory_limiter: {check_interval: 1s, limit_mib: 128}
				  batch: {}
				exporters:
				  awsxray: {}
				%sservice:
				  extensions: [health_check, awsproxy]
				  pipelines:
				    traces: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [awsxray]}
				%s""".formatted(meters.receiver(), meters.exporter(), meters.pipeline());
	}

	/**
	 * Of the meters, which the service shows within the task, those alone that are asked for. A counter's first value counts in full: the
	 * task began at 0.
	 */
	private Meters meters(Service service) {
		String names = Metrics.ALL.stream().map(Metrics::prometheus).collect(Collectors.joining("|"));
		return new Meters("""
				  prometheus:
				    config:
				      scrape_configs:
				        - job_name: %1$s
				          scrape_interval: 60s
				          metrics_path: /actuator/prometheus
				          static_configs: [{targets: ['127.0.0.1:%2$d']}]
				          metric_relabel_configs: [{source_labels: [__name__], regex: '%3$s', action: keep}]
				""".formatted(service.id(), TaskEnvironment.MANAGEMENT_PORT, names), """
				  awsemf:
				    namespace: %2$s
				    log_group_name: '%3$s'
				    log_stream_name: 'metrics/%1$s'
				    dimension_rollup_option: NoDimensionRollup
				    retain_initial_value_of_delta_metric: true
				    metric_declarations: [{dimensions: [[]], metric_name_selectors: ['^(%4$s)$$']}]
				""".formatted(service.id(), Metrics.namespace(stack), log.getLogGroupName(), names), """
				    metrics: {receivers: [prometheus], processors: [memory_limiter, batch], exporters: [awsemf]}
				""");
	}

	/** Their part of the collector's configuration. */
	private record Meters(String receiver, String exporter, String pipeline) {

		static final Meters NONE = new Meters("", "", "");
	}

	private ContainerDefinitionProperty.Builder common(String name, String image) {
		return ContainerDefinitionProperty.builder()
				.name(name)
				.image(image)
				.user(USER)
				.privileged(false)
				.readonlyRootFilesystem(true)
				.linuxParameters(CfnTaskDefinition.LinuxParametersProperty.builder()
						.initProcessEnabled(true)
						.capabilities(
								CfnTaskDefinition.KernelCapabilitiesProperty.builder().drop(List.of("ALL")).build())
						.build())
				.logConfiguration(CfnTaskDefinition.LogConfigurationProperty.builder()
						.logDriver("awslogs")
						.options(logOptions(name))
						.build());
	}

	/** Non-blocking: a log that cannot be written must not hold up an event. */
	private Map<String, String> logOptions(String name) {
		var options = new LinkedHashMap<String, String>();
		options.put("awslogs-group", log.getLogGroupName());
		options.put("awslogs-region", stack.getRegion());
		options.put("awslogs-stream-prefix", name);
		options.put("max-buffer-size", "10m");
		options.put("mode", "non-blocking");
		return options;
	}

	private static CfnTaskDefinition.HealthCheckProperty health(List<String> command) {
		return CfnTaskDefinition.HealthCheckProperty.builder()
				.command(command)
				.interval(15)
				.timeout(5)
				.retries(4)
				.startPeriod(120)
				.build();
	}

	private static List<Object> variables(Map<String, String> variables) {
		return variables.entrySet()
				.stream()
				.<Object>map(
						entry -> KeyValuePairProperty.builder().name(entry.getKey()).value(entry.getValue()).build())
				.toList();
	}
}
