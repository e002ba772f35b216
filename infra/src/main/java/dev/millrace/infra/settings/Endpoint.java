package dev.millrace.infra.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** AWS services that tasks can reach without the internet. */
public enum Endpoint {
	KINESIS("kinesis", "kinesis-streams", true), SQS("sqs", "sqs", true), ECR_API("ecr-api", "ecr.api", true),
	ECR_DKR("ecr-dkr", "ecr.dkr", true), LOGS("logs", "logs", true), MONITORING("monitoring", "monitoring", true),
	SECRETS("secrets", "secretsmanager", true), XRAY("xray", "xray", true), KMS("kms", "kms", false),
	EVENTS("events", "events", true), BEDROCK("bedrock", "bedrock-runtime", false);

	private final String id;
	private final String service;
	private final boolean needed;

	Endpoint(String id, String service, boolean needed) {
		this.id = id;
		this.service = service;
		this.needed = needed;
	}

	public String id() {
		return id;
	}

	/** As in {@code com.amazonaws.REGION.SERVICE}. */
	public String service() {
		return service;
	}

	/** Whether tasks that have no way to the internet cannot do without it. */
	boolean needed() {
		return needed;
	}

	static Optional<Endpoint> of(String id) {
		return Arrays.stream(values()).filter(endpoint -> endpoint.id.equals(id)).findFirst();
	}

	static List<String> ids() {
		return Arrays.stream(values()).map(Endpoint::id).toList();
	}
}
