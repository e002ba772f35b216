package dev.millrace.infra.settings;

import java.util.Arrays;
import java.util.Optional;

/** Every setting, as it is written behind {@code -c}, with what the presets {@code dev} and {@code prod} say. */
enum Setting {
	PRESET("preset", "dev", "prod", "`dev`: the cheapest that works; `prod`: what should not fall over"),
	SUFFIX("suffix", "dev", "prod", "ends every name: 1 to 16 of `a-z`, `0-9` and inner hyphens, a letter first"),
	ACCOUNT("account", "", "", "12 digits; empty: the account of the credentials"),
	REGION("region", "", "", "empty: the region of the credentials"),
	REMOVAL("removal", "destroy", "retain", "what deleting a stack does to data: `destroy` or `retain`"),
	DELETION_PROTECTION("deletion-protection", "false", "true", "tables, load balancer and database refuse deletion"),
	OWNER("owner", "platform", "platform", "the tag Owner"),
	COST_CENTER("cost-center", "millrace", "millrace", "the tag CostCenter"),

	OPERATORS("operator-roles", "", "",
			"names of IAM roles, with their paths, of people who may read data; a star at the end matches more"),

	CIDR("network.cidr", "10.0.0.0/16", "10.0.0.0/16", "of the VPC, /16 to /28, large enough for the zones"),
	ZONES("network.zones", "2", "3", "availability zones, 2 or 3"),
	NAT("network.nat", "0", "3", "NAT gateways: 0, 1, or one a zone"),
	PUBLIC_TASKS("network.public-tasks", "true", "false",
			"tasks in the public subnets, with addresses of their own instead of NAT"),
	ENDPOINTS("network.endpoints", "", "kinesis", "interface endpoints: names from the table below, or `all`"),

	CERTIFICATE("edge.certificate-arn", "", "", "of ACM: HTTPS answers, HTTP redirects to it"),
	EDGE_DOMAIN("edge.domain", "", "",
			"the host that the certificate is for, which your DNS leads to the load balancer; the canary comes by it"),
	HTTPS_CIDRS("edge.https-cidrs", "", "", "who may reach HTTPS; empty: the VPC alone"),
	WAF("edge.waf", "false", "true", "managed rules and a rate limit before the load balancer"),
	WAF_RATE("edge.waf-rate", "10000", "10000", "requests of one address in 5 minutes, 100 to 2000000000"),

	ARCHITECTURE("images.architecture", "arm64", "arm64", "`arm64` or `x86`"),
	REGISTRY("images.registry", "", "",
			"host and path before the services' names; empty: this account's ECR and `millrace-SUFFIX`"),
	TAG("images.tag", "0.1.0", "0.1.0", "of the services' images"),
	COLLECTOR("images.collector", "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3",
			"public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3", "the sidecar that sends traces and metrics"),

	SPOT("tasks.spot", "ingest-service,processor-service,file-service", "", "services that run on Fargate Spot"),
	DEPLOYMENT("tasks.deployment", "rolling", "rolling", "`rolling`, or `blue-green` behind the load balancer"),
	INSIGHTS("tasks.container-insights", "off", "enhanced", "`off` or `enhanced`"),
	EXECUTE("tasks.execute-command", "false", "false", "whether a shell may be opened in a task"),
	INGEST_CPU("ingest.cpu", "256", "1024", "CPU units of a task"),
	INGEST_MEMORY("ingest.memory", "1024", "2048", "MiB of a task"),
	INGEST_MIN("ingest.min", "1", "2", "tasks at least"),
	INGEST_MAX("ingest.max", "1", "12", "tasks at most"),
	PROCESSOR_CPU("processor.cpu", "256", "1024", "CPU units of a task"),
	PROCESSOR_MEMORY("processor.memory", "1024", "2048", "MiB of a task"),
	PROCESSOR_MIN("processor.min", "1", "2", "tasks at least"),
	PROCESSOR_MAX("processor.max", "1", "4", "tasks at most; no more than shards"),
	FILE_CPU("file.cpu", "256", "1024", "CPU units of a task"),
	FILE_MEMORY("file.memory", "1024", "4096", "MiB of a task"),
	FILE_MIN("file.min", "1", "2", "tasks at least"),
	FILE_MAX("file.max", "1", "10", "tasks at most"),

	LATTICE("lattice.services", "called", "all",
			"which services Lattice carries: those that are `called` by another, or `all`"),
	LATTICE_PREFIX_LIST("lattice.prefix-list", "", "",
			"id of the region's managed prefix list `com.amazonaws.REGION.vpc-lattice`: required"),
	LATTICE_DOMAIN("lattice.domain", "", "", "services answer as SERVICE.DOMAIN besides Lattice's own names"),
	LATTICE_CERTIFICATE("lattice.certificate-arn", "", "", "of ACM, for `lattice.domain`"),

	STREAM_MODE("stream.mode", "provisioned", "provisioned", "`provisioned` or `on-demand`"),
	STREAM_SHARDS("stream.shards", "1", "4", "when provisioned, 1 to 500"),
	STREAM_RETENTION("stream.retention-hours", "24", "168", "24 to 8760"),
	STREAM_METRICS("stream.shard-metrics", "false", "false", "metrics of each shard, which cost money"),
	STREAM_FAN_OUT("stream.fan-out", "false", "false",
			"the stream sends to processor-service (enhanced fan-out), which costs by the shard-hour and the gigabyte, instead of being polled"),

	TABLE_MODE("tables.mode", "on-demand", "provisioned", "`on-demand`, or `provisioned` with autoscaling"),
	TABLE_MIN("tables.min-capacity", "", "25", "units when provisioned, of the events table and each index"),
	TABLE_MAX("tables.max-capacity", "", "4000", "units when provisioned"),
	PITR("tables.point-in-time-recovery", "false", "true", "35 days back, to the second"),
	STREAMS("tables.streams", "false", "true", "change streams of the events and files tables"),

	CORS("files.cors-origins", "http://localhost:3000", "", "web pages that may upload straight to the bucket"),
	TIER_DAYS("files.tier-after-days", "30", "30", "after which objects move to Intelligent-Tiering, 30 to 3650"),
	BEDROCK("files.bedrock-model", "", "", "a foundation model's id that file-service may invoke"),
	BACKUP("backup", "false", "true", "daily and monthly recovery points in AWS Backup"),
	ROTATION("secrets.rotation-lambda-arn", "", "", "the function that rotates the secrets every 90 days"),

	LOG_DAYS("logs.retention-days", "14", "14", "a retention that CloudWatch knows"),
	EMAIL("alarms.email", "", "", "subscribed to the alarms' topic"),
	BUDGET("alarms.budget-usd", "100", "8000", "a month; at 80 % expected and 100 % spent someone is told"),
	DASHBOARD("dashboard", "false", "true", "the way of the data as charts, and one alarm that rings with any"),
	CANARY("canary", "false", "true",
			"one event posted and read back a minute, from outside: HTTPS must then be open to the world"),
	GUARD_DUTY("guard-duty", "false", "false", "the account's threat detection; one per account and region"),
	APPLICATION_INSIGHTS("application-insights", "false", "true",
			"CloudWatch Application Insights over all that is tagged"),
	METRICS("metrics.sender", "collector", "collector",
			"who sends the services' counts to CloudWatch: the `collector` beside each, or the `services` themselves"),
	SAMPLING("tracing.sampling-percent", "5", "5", "requests traced beyond the first each second, 0 to 100"),

	DELIVERY("delivery", "off", "off",
			"`github`: image repositories, and the role that a workflow takes on without keys"),
	DELIVERY_REPOSITORY("delivery.repository", "", "", "OWNER/NAME on GitHub"),
	DELIVERY_BRANCH("delivery.branch", "main", "main", "the branch that may deploy"),
	DELIVERY_PROVIDER("delivery.oidc-provider-arn", "", "", "GitHub's provider, where the account has it already"),
	RELATIONAL("relational", "off", "off", "`postgres` (RDS) or `aurora` (Serverless v2)");

	private final String key;
	private final String dev;
	private final String prod;
	private final String meaning;

	Setting(String key, String dev, String prod, String meaning) {
		this.key = key;
		this.dev = dev;
		this.prod = prod;
		this.meaning = meaning;
	}

	String key() {
		return key;
	}

	String preset(boolean production) {
		return production ? prod : dev;
	}

	String meaning() {
		return meaning;
	}

	static Optional<Setting> of(String key) {
		return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
	}
}
