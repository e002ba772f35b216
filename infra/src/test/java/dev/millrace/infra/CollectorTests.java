package dev.millrace.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;

import dev.millrace.infra.app.Metrics;
import dev.millrace.infra.settings.Service;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands beside each service and sends on what it says of itself. */
@NeedsNode
class CollectorTests {

	private final Synthesised prod = Synthesised.prod();

	@ParameterizedTest
	@EnumSource
	void everyPartThatAPipelineNamesIsConfiguredAndNoOther(Service service) {
		Map<String, Object> configuration = configuration(service);
		Map<String, Object> running = map(configuration.get("service"));

		assertThat(map(configuration.get("extensions")).keySet())
				.containsExactlyInAnyOrderElementsOf(list(running.get("extensions")));
		for (String part : List.of("receivers", "processors", "exporters")) {
			var named = new TreeSet<String>();
			map(running.get("pipelines")).values().forEach(pipeline -> named.addAll(list(map(pipeline).get(part))));
			assertThat(map(configuration.get(part)).keySet()).as(part).containsExactlyInAnyOrderElementsOf(named);
		}
	}

	/** A container reaches another of its task by the task's own address. */
	@ParameterizedTest
	@EnumSource
	void itListensAndLooksWhereTheServiceIs(Service service) {
		var environment = new java.util.TreeMap<String, String>();
		task(service).at("ContainerDefinitions.0.Environment")
				.forEach(variable -> environment.put(variable.get("Name").asString(),
						new Intrinsics(prod).text("App", variable.get("Value"))));

		assertThat(text(service)).contains("http: {endpoint: 127.0.0.1:4318}")
				.contains("targets: ['127.0.0.1:%s']".formatted(environment.get("MANAGEMENT_SERVER_PORT")))
				.contains("namespace: Millrace/prod")
				.contains("log_group_name: '/millrace/prod/%s'".formatted(service.id()));
		assertThat(environment).containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
				.containsEntry("OTEL_METRICS_EXPORTER", "none")
				.containsEntry("OTEL_SERVICE_NAME", "millrace-%s-prod".formatted(service.id()));
	}

	/** Begun before the service it ends behind it; and when it dies, the service lives. */
	@ParameterizedTest
	@EnumSource
	void itEndsBehindTheServiceAndNotWithIt(Service service) {
		var containers = task(service).at("ContainerDefinitions");

		assertThat(containers.get(0).at("/DependsOn/0/ContainerName").asString()).isEqualTo("collector");
		assertThat(containers.get(0).at("/DependsOn/0/Condition").asString()).isEqualTo("START");
		assertThat(containers.get(1).get("Essential").asBoolean(true)).isFalse();
		assertThat(containers.get(0).get("Memory").asInt() + containers.get(1).get("Memory").asInt())
				.isEqualTo(task(service).at("Memory").asInt());
	}

	@Test
	void whatAlarmsAndChartsAskForIsWhatTheCollectorSendsOrALogIsCountedFor() {
		var counted = prod.all("AWS::Logs::MetricFilter")
				.stream()
				.map(filter -> filter.text("MetricTransformations.0.MetricName"))
				.toList();
		assertThat(counted).isNotEmpty().isSubsetOf(asked());
		assertThat(asked().stream().filter(name -> !counted.contains(name)))
				.containsExactlyInAnyOrderElementsOf(Metrics.ALL.stream().map(Metrics::prometheus).toList());
		assertThat(prod.template("Ops").toString()).contains("Millrace/prod").doesNotContain("\"Millrace\"");
	}

	/** An alarm that waits for a name that nobody counts under would never ring. */
	@Test
	void whatTheCollectorSendsIsWhatTheServicesCount() throws ReflectiveOperationException {
		var ingest = Class.forName("dev.millrace.ingest.metrics.MicrometerMeter");
		var processor = Class.forName("dev.millrace.processor.metrics.MicrometerMeter");
		var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

		made(ingest, meters, ObservationRegistry.NOOP, 1);
		made(processor, meters);

		assertThat(meters.scrape().lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ", 2)[0]))
				.containsAll(Metrics.ALL.stream().map(Metrics::prometheus).toList());
	}

	/** Where the services send themselves, the collector has traces alone, and what they send by default is what is asked for. */
	@Test
	void whatServicesSendIsWhatAlarmsAskFor() throws ReflectiveOperationException {
		var full = Synthesised.full();
		String task = full.one("AWS::ECS::TaskDefinition", "ingest").at("ContainerDefinitions").toString();
		String ops = full.template("Ops").toString();

		assertThat(task).contains("MILLRACE_WEB_CLOUDWATCH_NAMESPACE", "Millrace/full").doesNotContain("awsemf");
		assertThat(sentByDefault()).containsExactlyInAnyOrderElementsOf(Metrics.ALL)
				.allSatisfy(meter -> assertThat(ops).contains(meter + ".count"));
	}

	private static List<String> sentByDefault() throws ReflectiveOperationException {
		var settings = Class.forName("dev.millrace.web.cloudwatch.CloudWatchSettings").getDeclaredConstructors()[0];
		return Arrays.stream(settings.getParameters())
				.filter(parameter -> parameter.getName().equals("meters"))
				.flatMap(parameter -> Arrays.stream(parameter.getAnnotation(DefaultValue.class).value()))
				.toList();
	}

	private static void made(Class<?> meter, Object... of) throws ReflectiveOperationException {
		var constructor = meter.getDeclaredConstructors()[0];
		constructor.setAccessible(true);
		constructor.newInstance(of);
	}

	/** In our own namespace, whatever the name. */
	private Set<String> asked() {
		var asked = new TreeSet<String>();
		for (Synthesised.Resource alarm : prod.all("AWS::CloudWatch::Alarm")) {
			alarm.properties().findParents("Namespace").forEach(metric -> add(metric, asked));
		}
		String dashboard = new Intrinsics(prod).text("Ops",
				prod.one("AWS::CloudWatch::Dashboard", "Dashboard").at("DashboardBody"));
		var names = Pattern.compile("\"Millrace/prod\",\\s*\"([^\"]+)\"").matcher(dashboard);
		while (names.find()) {
			asked.add(names.group(1));
		}
		return asked;
	}

	private static void add(JsonNode metric, Set<String> asked) {
		if (metric.get("Namespace").asString().startsWith("Millrace/")) {
			asked.add(metric.get("MetricName").asString());
		}
	}

	/** The README has the meters of each service, behind its prefix. */
	@Test
	void whatIngestServiceCountsGoesByThatName() throws IOException {
		String readme = Files.readString(Path.of(System.getProperty("millrace.root", "..")).resolve("README.md"));

		assertThat(readme).contains("`" + Metrics.prometheus(Metrics.ACCEPTED) + "`");
	}

	private String text(Service service) {
		return task(service).at("ContainerDefinitions.1.Environment")
				.valueStream()
				.filter(variable -> variable.get("Name").asString().equals("AOT_CONFIG_CONTENT"))
				.map(variable -> new Intrinsics(prod).text("App", variable.get("Value")))
				.findFirst()
				.orElseThrow();
	}

	private Synthesised.Resource task(Service service) {
		return prod.one("AWS::ECS::TaskDefinition", service.word());
	}

	private Map<String, Object> configuration(Service service) {
		var yaml = new YamlMapFactoryBean();
		yaml.setResources(new ByteArrayResource(text(service).getBytes(StandardCharsets.UTF_8)));
		Map<String, Object> configuration = yaml.getObject();
		return configuration == null ? Map.of() : configuration;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(@Nullable Object value) {
		return (Map<String, Object>) Objects.requireNonNull(value);
	}

	@SuppressWarnings("unchecked")
	private static Collection<String> list(@Nullable Object value) {
		return (Collection<String>) Objects.requireNonNull(value);
	}
}
