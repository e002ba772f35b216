package dev.millrace.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Validations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.settings.Settings;

/** The templates of one configuration, by stack; each configuration is synthesised once, however many tests look at it. */
record Synthesised(String name, Map<String, JsonNode> templates, Path folder) {

	static final Path FOLDER = Path.of("target/synthesised");

	/** The least that any configuration must say. */
	static final Map<String, String> LEAST = Map.of("lattice.prefix-list", "pl-0123abcd");
	static final String CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0123";

	private static final Map<String, Synthesised> ALL = new ConcurrentHashMap<>();

	static Synthesised dev() {
		return ALL.computeIfAbsent("dev", name -> of(name, Map.of(), true));
	}

	static Synthesised prod() {
		return ALL.computeIfAbsent("prod", name -> of(name, Map.of("preset", "prod"), true));
	}

	/** Every switch that can be on together. */
	static Synthesised full() {
		return ALL.computeIfAbsent("full", name -> of(name, everything(), true));
	}

	static Map<String, String> everything() {
		var on = new LinkedHashMap<String, String>();
		on.put("preset", "prod");
		on.put("suffix", "full");
		on.put("account", "123456789012");
		on.put("region", "eu-west-1");
		on.put("edge.certificate-arn", CERTIFICATE);
		on.put("edge.domain", "events.example.com");
		on.put("edge.https-cidrs", "0.0.0.0/0");
		on.put("lattice.domain", "in.example.com");
		on.put("lattice.certificate-arn", CERTIFICATE);
		on.put("network.endpoints", "all");
		on.put("tasks.deployment", "blue-green");
		on.put("tasks.spot", "file-service");
		on.put("tasks.execute-command", "true");
		on.put("delivery", "github");
		on.put("delivery.repository", "acme/millrace");
		on.put("relational", "postgres");
		on.put("guard-duty", "true");
		on.put("alarms.email", "someone@example.com");
		on.put("secrets.rotation-lambda-arn", "arn:aws:lambda:eu-west-1:123456789012:function:rotate");
		on.put("files.bedrock-model", "anthropic.claude-3-haiku-20240307-v1:0");
		on.put("files.cors-origins", "https://app.example.com");
		on.put("stream.shard-metrics", "true");
		on.put("stream.fan-out", "true");
		on.put("metrics.sender", "services");
		on.put("operator-roles", "PlatformAdmin");
		return on;
	}

	/** Strict on schemas always, and on AWS's solutions rules where asked for; a finding of either throws. */
	static Synthesised of(String name, Map<String, String> context, boolean checked) {
		var all = new TreeMap<>(LEAST);
		all.putAll(context);
		Path folder = FOLDER.resolve(name);
		var app = new App(AppProps.builder().outdir(folder.toString()).postCliContext(Main.STRICT).build());
		Platform.in(app, Settings.of(all));
		if (checked) {
			Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
		}
		app.synth();
		return new Synthesised(name, templates(folder), folder);
	}

	static Map<String, JsonNode> templates(Path folder) {
		var templates = new TreeMap<String, JsonNode>();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.filter(file -> file.toString().endsWith(".template.json")).toList()) {
				String stack = file.getFileName().toString().replace(".template.json", "");
				templates.put(stack, JsonMapper.shared().readTree(Files.readAllBytes(file)));
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return templates;
	}

	JsonNode template(String stack) {
		var template = templates.get(stack);
		if (template == null) {
			throw new AssertionError("There is no stack " + stack + " in " + templates.keySet());
		}
		return template;
	}

	/** All of a type, in all stacks. */
	List<Resource> all(String type) {
		return resources().filter(resource -> resource.type().equals(type)).toList();
	}

	/** The only one of its type whose logical id begins so. */
	Resource one(String type, String beginning) {
		var found = all(type).stream().filter(resource -> resource.id().startsWith(beginning)).toList();
		if (found.size() != 1) {
			throw new AssertionError(
					"Not one %s %s but %s".formatted(type, beginning, found.stream().map(Resource::id).toList()));
		}
		return found.getFirst();
	}

	Stream<Resource> resources() {
		return templates.entrySet()
				.stream()
				.flatMap(entry -> entry.getValue()
						.get("Resources")
						.propertyStream()
						.map(resource -> new Resource(entry.getKey(), resource.getKey(), resource.getValue())));
	}

	/** One resource of a template. */
	record Resource(String stack, String id, JsonNode body) {

		String type() {
			return body.get("Type").stringValue();
		}

		JsonNode properties() {
			return body.path("Properties");
		}

		/** As in {@code a.b.0.c}; what is not there is a missing node. */
		JsonNode at(String path) {
			return properties().at("/" + path.replace('.', '/'));
		}

		String text(String path) {
			return at(path).asString();
		}
	}
}
