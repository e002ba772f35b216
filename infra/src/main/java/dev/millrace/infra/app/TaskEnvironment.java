package dev.millrace.infra.app;

import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.services.secretsmanager.Secret;

import dev.millrace.infra.data.Buckets;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.foundation.SecurityGroups;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Names;
import dev.millrace.infra.stack.PlatformStack;

/** What a task's environment says, for each service: the one place on this side where its variables are named. */
final class TaskEnvironment {

	/** On the task's own address alone, for the collector beside it. */
	static final int MANAGEMENT_PORT = 9080;

	private final PlatformStack stack;
	private final DataStack data;
	private final LatticeServices lattice;

	TaskEnvironment(PlatformStack stack, DataStack data, LatticeServices lattice) {
		this.stack = stack;
		this.data = data;
		this.lattice = lattice;
	}

	Map<String, String> of(Service service) {
		var variables = new TreeMap<String, String>();
		variables.put("AWS_REGION", stack.getRegion());
		variables.put("MANAGEMENT_SERVER_PORT", String.valueOf(MANAGEMENT_PORT));
		telemetry(service, variables);
		variables.put("SERVER_ADDRESS", "0.0.0.0");
		variables.put("SERVER_PORT", String.valueOf(SecurityGroups.SERVICE_PORT));
		variables.put("MILLRACE_WEB_KEYS_TABLE", data.tables().name("keys"));
		// The fewest tasks: a key is never held below its limit, and may have more of it while more tasks run.
		variables.put("MILLRACE_WEB_LIMITS_INSTANCES",
				String.valueOf(Services.size(stack.settings(), service).min()));
		switch (service) {
			case INGEST -> ingest(variables);
			case PROCESSOR -> processor(variables);
			case FILE -> file(variables);
		}
		return variables;
	}

	Map<String, Secret> secrets(Service service) {
		var secrets = new TreeMap<String, Secret>();
		secrets.put("MILLRACE_WEB_KEYS_BOOTSTRAP", data.secrets().bootstrapKey());
		if (service == Service.INGEST) {
			secrets.put("SPRING_APPLICATION_JSON", data.secrets().webhooks());
		}
		if (service == Service.PROCESSOR) {
			secrets.put("MILLRACE_PROCESSOR_CURSOR_SECRET", data.secrets().cursor());
		}
		return secrets;
	}

	private void telemetry(Service service, Map<String, String> variables) {
		variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318");
		if (Metrics.areSentByServices(stack)) {
			variables.put("MILLRACE_WEB_CLOUDWATCH_NAMESPACE", Metrics.namespace(stack));
		}
		variables.put("OTEL_LOGS_EXPORTER", "none");
		variables.put("OTEL_METRICS_EXPORTER", "none");
		variables.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=" + stack.plan().names().suffix());
		// By its name a trace is told from those of another environment.
		variables.put("OTEL_SERVICE_NAME", stack.name(Limit.SERVICE, service.id()));
		variables.put("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
		variables.put("OTEL_TRACES_SAMPLER_ARG",
				String.valueOf(stack.settings().operations().samplingPercent() / 100d));
	}

	private void ingest(Map<String, String> variables) {
		variables.put("MILLRACE_INGEST_KINESIS_STREAM", data.stream().getRef());
		variables.put("MILLRACE_INGEST_SCHEMAS_LOCATION",
				"s3://%s/%s".formatted(data.buckets().events().getBucketName(), Buckets.SCHEMAS));
		// Each look is paid, and schemas are changed by people.
		variables.put("MILLRACE_INGEST_SCHEMAS_RELOAD", "5m");
	}

	private void processor(Map<String, String> variables) {
		variables.put("MILLRACE_PROCESSOR_BUS_NAME", data.bus().getEventBusName());
		variables.put("MILLRACE_PROCESSOR_DEAD_LETTER_TABLE", data.tables().name("dead-letters"));
		variables.put("MILLRACE_PROCESSOR_DEAD_LETTER_QUEUE", data.queues().deadLetters().getQueueName());
		variables.put("MILLRACE_PROCESSOR_KINESIS_APPLICATION", data.tables().name("processor"));
		if (stack.settings().stream().fanOut()) {
			variables.put("MILLRACE_PROCESSOR_KINESIS_FAN_OUT", "true");
		}
		// The library's own metrics are paid one by one, and no alarm asks for them.
		variables.put("MILLRACE_PROCESSOR_KINESIS_METRICS", "NONE");
		variables.put("MILLRACE_PROCESSOR_KINESIS_STREAM", data.stream().getRef());
		variables.put("MILLRACE_PROCESSOR_OVERFLOW_BUCKET", data.buckets().events().getBucketName());
		variables.put("MILLRACE_PROCESSOR_REPLAY_TABLE", data.tables().name("replays"));
		variables.put("MILLRACE_PROCESSOR_TABLE", data.tables().name("events"));
	}

	private void file(Map<String, String> variables) {
		variables.put("MILLRACE_FILE_BUCKET", data.buckets().files().getBucketName());
		variables.put("MILLRACE_FILE_DEAD_LETTER_QUEUE", data.queues().fileDeadLetters().getQueueName());
		variables.put("MILLRACE_FILE_INGEST_URL", lattice.url(Service.INGEST, stack.settings()));
		variables.put("MILLRACE_FILE_INGEST_SIGNED", "true");
		variables.put("MILLRACE_FILE_QUEUE", data.queues().files().getQueueName());
		variables.put("MILLRACE_FILE_TABLE", data.tables().name("files"));
		stack.settings()
				.files()
				.bedrockModel()
				.ifPresent(model -> variables.put("MILLRACE_FILE_BEDROCK_MODEL", model));
	}

	/** Where an image lies: in the registry that is set, or in this account's. */
	String image(Service service) {
		String registry = stack.settings()
				.images()
				.registry()
				.orElseGet(() -> "%s.dkr.ecr.%s.%s/%s-%s".formatted(stack.getAccount(), stack.getRegion(),
						stack.getUrlSuffix(), Names.PROJECT, stack.plan().names().suffix()));
		return "%s/%s:%s".formatted(registry, service.id(), stack.settings().images().tag());
	}
}
