package dev.millrace.infra.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;

import dev.millrace.infra.data.Buckets;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** What each service may do: the calls that it makes, on the things that it makes them on. */
final class TaskRoles {

	private static final List<String> READ_ITEMS = List.of("dynamodb:BatchGetItem", "dynamodb:DescribeTable",
			"dynamodb:GetItem", "dynamodb:Query");
	private static final List<String> WRITE_ITEMS = List.of("dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem",
			"dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem");
	private static final List<String> CONSUME = List.of("sqs:ChangeMessageVisibility", "sqs:DeleteMessage",
			"sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage");
	private static final List<String> SEND = List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage");

	private final PlatformStack stack;
	private final DataStack data;
	private final LatticeServices lattice;
	private final Map<Service, Role> roles = new EnumMap<>(Service.class);

	TaskRoles(PlatformStack stack, DataStack data, LatticeServices lattice) {
		this.stack = stack;
		this.data = data;
		this.lattice = lattice;
		roles.put(Service.INGEST, role(Service.INGEST, ingest()));
		roles.put(Service.PROCESSOR, role(Service.PROCESSOR, processor()));
		roles.put(Service.FILE, role(Service.FILE, file()));
	}

	Role of(Service service) {
		var role = roles.get(service);
		if (role == null) {
			throw new IllegalStateException("No role for " + service);
		}
		return role;
	}

	/** The collector writes metrics as lines of a log, from which CloudWatch takes them; services tell it themselves. */
	void mayWriteMetrics(Service service, LogGroup log) {
		if (Metrics.areSentByServices(stack)) {
			return;
		}
		of(service).addToPolicy(Allow.to("MetricsAsLogLines",
				List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"), log.getLogGroupArn()));
	}

	private List<PolicyStatement> ingest() {
		var statements = new ArrayList<PolicyStatement>();
		statements.add(Allow.to("PutIntoTheStream",
				List.of("kinesis:DescribeStreamSummary", "kinesis:PutRecord", "kinesis:PutRecords"), streamArn()));
		statements.add(streamKey("kms:GenerateDataKey"));
		statements.add(Allow.to("ReadKeys", READ_ITEMS, tableAndIndexes("keys")));
		statements.add(tableKey("keys"));
		statements.add(Allow.to("WriteKeys", WRITE_ITEMS, table("keys")));
		statements.add(Allow.to("ListKeys", List.of("dynamodb:Scan"), table("keys")));
		statements.add(Allow.to("ReadSchemas", List.of("s3:GetObject"), data.buckets().eventsArn(Buckets.SCHEMAS)));
		statements.add(Allow.to("ListSchemas", List.of("s3:ListBucket"),
				Map.of("StringLike", Map.of("s3:prefix", List.of(Buckets.SCHEMAS + "*"))),
				data.buckets().events().getBucketArn()));
		statements.add(Allow.key(stack, "SchemasKey", List.of("kms:Decrypt"), data.key().getKeyArn(), "s3",
				"aws:s3:arn", List.of(data.buckets().events().getBucketArn())));
		return statements;
	}

	private List<PolicyStatement> processor() {
		var statements = new ArrayList<PolicyStatement>();
		statements.add(Allow.to("ReadTheStream", List.of("kinesis:DescribeStream", "kinesis:DescribeStreamSummary",
				"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"), streamArn()));
		statements.add(streamKey("kms:Decrypt"));
		statements.add(Allow.to("ReadEventsAndProgress", READ_ITEMS,
				all(tableAndIndexes("events"), tableAndIndexes("processor"), tableAndIndexes("replays"),
						tableAndIndexes("dead-letters"), tableAndIndexes("keys"))));
		statements.add(tableKey("events", "processor", "replays", "dead-letters", "keys"));
		statements.add(
				Allow.to("WriteEventsAndProgress", WRITE_ITEMS, table("events"), table("processor"), table("replays"),
						table("dead-letters")));
		statements.add(Allow.to("StoreEvents", List.of("dynamodb:PartiQLInsert"), table("events")));
		statements
				.add(Allow.to("FindLeasesAndReplays", List.of("dynamodb:Scan"), table("processor"), table("replays")));
		statements.add(Allow.to("DeadLetters", union(CONSUME, SEND), data.queues().deadLetters().getQueueArn()));
		statements.add(queueKey("DeadLettersKey", data.queues().deadLetters().getQueueArn()));
		statements.add(Allow.to("LargeEventsAndDeadLetters", List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
				data.buckets().eventsArn(Buckets.EVENTS),
				data.buckets().eventsArn(Buckets.DEAD_LETTERS)));
		statements.add(bucketKey("LargeEventsKey", data.buckets().events().getBucketArn()));
		statements.add(Allow.to("Publish", List.of("events:PutEvents"), data.bus().getEventBusArn()));
		if (stack.settings().stream().fanOut()) {
			statements.add(Allow.to("BeSentTheStream", List.of("kinesis:DescribeStreamConsumer",
					"kinesis:RegisterStreamConsumer", "kinesis:SubscribeToShard"), streamArn(), consumerArn()));
		}
		return statements;
	}

	private List<PolicyStatement> file() {
		var files = data.buckets().files();
		var statements = new ArrayList<PolicyStatement>();
		statements.add(Allow.to("ReadFiles", List.of("s3:GetObject", "s3:GetObjectVersion"),
				data.buckets().filesArn(Buckets.UPLOADS),
				data.buckets().filesArn(Buckets.DERIVATIVES)));
		statements.add(Allow.to("WriteFiles",
				List.of("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts",
						"s3:PutObject"),
				data.buckets().filesArn(Buckets.UPLOADS), data.buckets().filesArn(Buckets.DERIVATIVES)));
		statements.add(Allow.to("LookAtTheBucket", List.of("s3:GetBucketCORS", "s3:GetBucketLocation",
				"s3:GetBucketNotification", "s3:ListBucket", "s3:ListBucketMultipartUploads"), files.getBucketArn()));
		statements.add(bucketKey("FilesKey", files.getBucketArn()));
		statements.add(Allow.to("ReadFilesTable", READ_ITEMS, all(tableAndIndexes("files"), tableAndIndexes("keys"))));
		statements.add(Allow.to("WriteFilesTable", WRITE_ITEMS, table("files")));
		statements.add(tableKey("files", "keys"));
		statements.add(Allow.to("SweepFilesTable", List.of("dynamodb:Scan"), table("files")));
		// It sends there, too: what is to be looked into once more.
		statements.add(Allow.to("Notifications", union(CONSUME, SEND), data.queues().files().getQueueArn()));
		statements
				.add(Allow.to("FileDeadLetters", union(CONSUME, SEND), data.queues().fileDeadLetters().getQueueArn()));
		statements.add(queueKey("QueuesKey", data.queues().files().getQueueArn(),
				data.queues().fileDeadLetters().getQueueArn()));
		statements.add(Allow.to("TellOutcomes", List.of("vpc-lattice-svcs:Invoke"),
				lattice.arn(Service.INGEST) + LatticeServices.EVENTS));
		stack.settings()
				.files()
				.bedrockModel()
				.ifPresent(model -> statements.add(Allow.to("Describe",
						List.of("bedrock:InvokeModel"),
						"arn:%s:bedrock:%s::foundation-model/%s".formatted(stack.getPartition(), stack.getRegion(),
								model))));
		return statements;
	}

	/** Neither traces, shells nor metrics know resources; a trace only ever adds, a shell is the task's own, a metric is bounded by its name space. */
	private List<PolicyStatement> unbounded() {
		var statements = new ArrayList<PolicyStatement>();
		statements.add(Allow.to("Traces", List.of("xray:GetSamplingRules", "xray:GetSamplingTargets",
				"xray:PutTelemetryRecords", "xray:PutTraceSegments"), "*"));
		if (stack.settings().tasks().executeCommand()) {
			statements
					.add(Allow.to("Shell", List.of("ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
							"ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"), "*"));
		}
		if (Metrics.areSentByServices(stack)) {
			statements.add(Allow.to("Metrics", List.of("cloudwatch:PutMetricData"),
					Map.of("StringEquals", Map.of("cloudwatch:namespace", Metrics.namespace(stack))), "*"));
		}
		return statements;
	}

	private Role role(Service service, List<PolicyStatement> statements) {
		statements.addAll(unbounded());
		var role = Role.Builder.create(stack, service.word() + "TaskRole")
				.roleName(stack.plan().names().taskRole(service.id()))
				.description("What " + service.id() + " may do")
				.assumedBy(tasksOfThisAccount(stack))
				.inlinePolicies(Map.of(service.id(), PolicyDocument.Builder.create().statements(statements).build()))
				.build();
		acceptStars(role, service);
		return role;
	}

	private void acceptStars(Role role, Service service) {
		stack.acceptStar(role, "Resource::*",
				"X-Ray's calls for sending know no resources, nor do those of a shell, where tasks.execute-command asks for one, nor CloudWatch's for metrics, where metrics.sender asks for it, which has its name space instead.");
		List<String> prefixes = switch (service) {
			case INGEST -> List.of(data.buckets().eventsArn(Buckets.SCHEMAS));
			case PROCESSOR ->
				List.of(data.buckets().eventsArn(Buckets.EVENTS), data.buckets().eventsArn(Buckets.DEAD_LETTERS));
			case FILE ->
				List.of(data.buckets().filesArn(Buckets.UPLOADS), data.buckets().filesArn(Buckets.DERIVATIVES));
		};
		if (service == Service.PROCESSOR && stack.settings().stream().fanOut()) {
			stack.acceptStar(role, "Resource::" + consumerArn(),
					"One consumer, whose time of registration Kinesis adds.");
		}
		prefixes.forEach(prefix -> stack.acceptStar(role, "Resource::" + prefix,
				"The objects under one prefix of one bucket; their names are made as they come."));
	}

	private PolicyStatement streamKey(String action) {
		return Allow.key(stack, "StreamKey", List.of(action), data.key().getKeyArn(), "kinesis", "aws:kinesis:arn",
				List.of(streamArn()));
	}

	/** DynamoDB asks whether its caller may use a table's key, and names the table as the context. */
	private PolicyStatement tableKey(String... words) {
		return Allow.key(stack, "TablesKey",
				List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom",
						"kms:ReEncryptTo"),
				data.key().getKeyArn(), "dynamodb", "aws:dynamodb:tableName",
				Arrays.stream(words).map(data.tables()::name).toList());
	}

	private PolicyStatement queueKey(String sid, String... queueArns) {
		return Allow.key(stack, sid, List.of("kms:Decrypt", "kms:GenerateDataKey"), data.key().getKeyArn(), "sqs",
				"aws:sqs:arn", List.of(queueArns));
	}

	/** With a bucket key the context is the bucket, not the object. */
	private PolicyStatement bucketKey(String sid, String bucketArn) {
		return Allow.key(stack, sid, List.of("kms:Decrypt", "kms:GenerateDataKey"), data.key().getKeyArn(), "s3",
				"aws:s3:arn", List.of(bucketArn));
	}

	/** The library registers its consumer by the application's name; Kinesis adds when that was. */
	private String consumerArn() {
		return "arn:%s:kinesis:%s:%s:stream/%s/consumer/%s:*".formatted(stack.getPartition(), stack.getRegion(),
				stack.getAccount(), stack.name(Limit.STREAM, "events"), stack.name(Limit.TABLE, "processor"));
	}

	private String streamArn() {
		return data.stream().getAttrArn();
	}

	private String table(String word) {
		return data.tables().table(word).getAttrArn();
	}

	private String[] tableAndIndexes(String word) {
		return data.tables().arnsWithIndexes(word).toArray(String[]::new);
	}

	private static String[] all(String[]... several) {
		return Arrays.stream(several).flatMap(Arrays::stream).toArray(String[]::new);
	}

	private static List<String> union(List<String> one, List<String> other) {
		return Stream.concat(one.stream(), other.stream()).distinct().sorted().toList();
	}

	/** Assumed by tasks of this account alone: the confused deputy's way is shut. */
	static IPrincipal tasksOfThisAccount(PlatformStack stack) {
		return new ServicePrincipal("ecs-tasks.amazonaws.com")
				.withConditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())));
	}
}
