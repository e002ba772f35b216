package dev.millrace.infra;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.Validation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.settings.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What a task's environment says, read by the service's own configuration classes. */
@NeedsNode
class EnvironmentContractTests {

	/** Read by what is around the service: Spring Boot's server, the SDK, OpenTelemetry. */
	private static final Set<String> AROUND = Set.of("AWS_REGION", "MANAGEMENT_SERVER_PORT",
			"SERVER_ADDRESS", "SERVER_PORT", "SPRING_APPLICATION_JSON");
	private static final Path ROOT = Path.of(System.getProperty("millrace.root", ".."));

	@ParameterizedTest
	@EnumSource
	void whatATaskIsGivenIsWhatItsServiceAsksFor(Service service) throws IOException {
		assumeThat(ROOT.resolve(service.id()).resolve("pom.xml")).as("the service is there").exists();
		for (Synthesised synthesised : List.of(Synthesised.prod(), Synthesised.full())) {
			isWhatItsServiceAsksFor(service, environment(synthesised, service));
		}
	}

	private static void isWhatItsServiceAsksFor(Service service, Map<String, String> environment) throws IOException {
		List<Class<?>> types = settingsOf(service);
		assertThat(types).as("configuration classes of %s, from its target/classes", service.id()).isNotEmpty();

		var source = new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new TreeMap<String, Object>(environment));
		var binder = new Binder(ConfigurationPropertySources.from(source));
		var validator = new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator());
		for (Class<?> type : types) {
			// Throws for what is missing, of another type, or out of its range.
			binder.bindOrCreate(prefix(type), Bindable.of(type), new ValidationBindHandler(validator));
		}

		Set<String> known = new HashSet<>();
		types.forEach(type -> variables(prefix(type), type, known));
		assertThat(environment.keySet().stream().filter(EnvironmentContractTests::isOurs))
				.as("variables that no class knows")
				.allMatch(known::contains);
		assertThat(types.stream().flatMap(EnvironmentContractTests::namesOfResources))
				.as("names of tables, queues and streams that would be the local default")
				.allMatch(environment::containsKey);
	}

	/** What people put into the secret is read by the service as settings. */
	@Test
	void theRunbooksExampleOfASenderIsOne() throws IOException {
		var example = Pattern.compile("`(\\{\"millrace\":.*?\\})`")
				.matcher(Files.readString(ROOT.resolve("infra/docs/runbook.md")));
		assertThat(example.find()).isTrue();
		List<Class<?>> senders = settingsOf(Service.INGEST).stream()
				.filter(type -> type.getSimpleName().equals("WebhookProperties"))
				.toList();
		assumeThat(senders).as("the service is there").hasSize(1);

		var settings = new TreeMap<String, Object>();
		flatten("", JsonMapper.shared().readTree(example.group(1)), settings);
		var bound = new Binder(new MapConfigurationPropertySource(settings)).bind("millrace.ingest",
				Bindable.of(senders.getFirst()));

		assertThat(settings).containsKey("millrace.ingest.webhooks.github.secrets[1]");
		assertThat(bound.get().toString()).contains("github=");
	}

	private static void flatten(String name, JsonNode value, Map<String, Object> settings) {
		if (value.isObject()) {
			value.properties()
					.forEach(one -> flatten(name.isEmpty() ? one.getKey() : name + "." + one.getKey(), one.getValue(),
							settings));
		} else if (value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				flatten(name + "[" + i + "]", value.get(i), settings);
			}
		} else {
			settings.put(name, value.asString());
		}
	}

	/** Until there is a service to bind it, what it is given is at least written down. */
	@ParameterizedTest
	@EnumSource
	void whatATaskIsGivenIsInTheReadme(Service service) throws IOException {
		String readme = Files.readString(ROOT.resolve("infra/README.md"));

		assertThat(environment(Synthesised.full(), service).keySet())
				.allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
	}

	private static boolean isOurs(String variable) {
		return !AROUND.contains(variable) && !variable.startsWith("OTEL_");
	}

	private static Map<String, String> environment(Synthesised synthesised, Service service) {
		var intrinsics = new Intrinsics(synthesised);
		var task = synthesised.one("AWS::ECS::TaskDefinition", service.word());
		var environment = new TreeMap<String, String>();
		task.at("ContainerDefinitions.0.Environment")
				.forEach(variable -> environment.put(variable.get("Name").asString(),
						intrinsics.text("App", variable.get("Value"))));
		task.at("ContainerDefinitions.0.Secrets")
				.forEach(secret -> environment.put(secret.get("Name").asString(), "x".repeat(48)));
		return environment;
	}

	private static List<Class<?>> settingsOf(Service service) {
		var scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		return Stream.of("dev.millrace." + service.word(), "dev.millrace.web")
				.flatMap(root -> scanner.findCandidateComponents(root).stream())
				.<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
				.toList();
	}

	private static String prefix(Class<?> type) {
		var annotation = type.getAnnotation(ConfigurationProperties.class);
		return annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
	}

	private static void variables(String prefix, Class<?> type, Set<String> known) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + kebab(component.getName());
			if (component.getType().isRecord()) {
				variables(name, component.getType(), known);
			} else {
				known.add(variable(name));
				known.add(variable(name.replace("-", "")));
			}
		}
	}

	private static Stream<String> namesOfResources(Class<?> type) {
		return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
				.filter(EnvironmentContractTests::namesAResource)
				.map(parameter -> variable(prefix(type) + "." + kebab(parameter.getName())));
	}

	private static boolean namesAResource(Parameter parameter) {
		var value = parameter.getAnnotation(DefaultValue.class);
		return value != null && value.value().length == 1 && value.value()[0].startsWith("millrace-");
	}

	private static String kebab(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
	}

	private static String variable(String property) {
		return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
	}
}
