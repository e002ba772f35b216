package dev.millrace.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.millrace.infra.Policies.Request;

import static org.assertj.core.api.Assertions.assertThat;

/** What each role may and may not do, asked of the policies as IAM would decide. */
@NeedsNode
class LeastPrivilegeTests {

	private static final String DYNAMO = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-%s-prod";
	private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/millrace-events-prod";
	private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:millrace-%s-prod";
	private static final String BUCKET = "arn:aws:s3:::millrace-%s-prod-123456789012-eu-west-1";
	private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/";
	private static final String BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/millrace-events-prod";

	private static Synthesised prod;
	private static Policies policies;
	private final List<String> wrong = new ArrayList<>();
	private final StringBuilder table = new StringBuilder();

	@BeforeAll
	static void synthesise() {
		prod = Synthesised.prod();
		policies = new Policies(prod);
	}

	@Test
	void ingestService() {
		String role = "ingestTaskRole";
		may(role, STREAM, "kinesis:PutRecords", "kinesis:DescribeStreamSummary");
		may(role, DYNAMO.formatted("keys"), "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem",
				"dynamodb:UpdateItem");
		mayWithKey(role, "kms:GenerateDataKey", "kinesis", "aws:kinesis:arn", STREAM);
		mayWithKey(role, "kms:Decrypt", "dynamodb", "aws:dynamodb:tableName", "millrace-keys-prod");
		mayNot(role, STREAM, "kinesis:GetRecords", "kinesis:DeleteStream", "kinesis:UpdateShardCount",
				"kinesis:CreateStream");
		mayNot(role, STREAM + "-other", "kinesis:PutRecords");
		mayNot(role, DYNAMO.formatted("events"), "dynamodb:PutItem", "dynamodb:Query", "dynamodb:DeleteTable");
		mayNot(role, BUCKET.formatted("files") + "/uploads/x", "s3:GetObject", "s3:PutObject");
		mayNot(role, QUEUE.formatted("dead-letters"), "sqs:SendMessage", "sqs:PurgeQueue");
		mayNot(role, lattice("processor"), "vpc-lattice-svcs:Invoke");
		never(role);
		settled();
	}

	@Test
	void processorService() {
		String role = "processorTaskRole";
		may(role, STREAM, "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards",
				"kinesis:DescribeStreamSummary",
				"kinesis:DescribeStream");
		may(role, DYNAMO.formatted("events"), "dynamodb:PutItem", "dynamodb:BatchWriteItem", "dynamodb:BatchGetItem",
				"dynamodb:Query", "dynamodb:DescribeTable");
		may(role, DYNAMO.formatted("events") + "/index/by-type", "dynamodb:Query");
		may(role, DYNAMO.formatted("processor"), "dynamodb:Scan", "dynamodb:PutItem", "dynamodb:UpdateItem",
				"dynamodb:DeleteItem",
				"dynamodb:GetItem", "dynamodb:DescribeTable");
		may(role, DYNAMO.formatted("processor") + "/index/LeaseOwnerToLeaseKeyIndex", "dynamodb:Query");
		may(role, QUEUE.formatted("dead-letters"), "sqs:SendMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage",
				"sqs:DeleteMessage");
		may(role, BUS, "events:PutEvents");
		may(role, BUCKET.formatted("events") + "/events/x", "s3:GetObject", "s3:PutObject");
		mayWithKey(role, "kms:Decrypt", "kinesis", "aws:kinesis:arn", STREAM);
		mayWithKey(role, "kms:Decrypt", "dynamodb", "aws:dynamodb:tableName", "millrace-events-prod");
		mayWithKey(role, "kms:Encrypt", "dynamodb", "aws:dynamodb:tableName", "millrace-processor-prod");
		mayWithKey(role, "kms:GenerateDataKey", "sqs", "aws:sqs:arn", QUEUE.formatted("dead-letters"));
		mayNot(role, STREAM, "kinesis:PutRecords", "kinesis:MergeShards", "kinesis:DeleteStream");
		mayNot(role, DYNAMO.formatted("events"), "dynamodb:Scan", "dynamodb:DeleteTable", "dynamodb:UpdateTable");
		mayNot(role, DYNAMO.formatted("keys"), "dynamodb:PutItem", "dynamodb:DeleteItem");
		mayNot(role, DYNAMO.formatted("files"), "dynamodb:GetItem", "dynamodb:PutItem");
		mayNot(role, BUCKET.formatted("files") + "/uploads/x", "s3:GetObject", "s3:DeleteObject");
		mayNot(role, BUCKET.formatted("events") + "/elsewhere/x", "s3:PutObject");
		mayNot(role, QUEUE.formatted("dead-letters"), "sqs:PurgeQueue", "sqs:DeleteQueue");
		mayNot(role, lattice("ingest") + "/v1/events", "vpc-lattice-svcs:Invoke");
		never(role);
		settled();
	}

	@Test
	void fileService() {
		String role = "fileTaskRole";
		may(role, BUCKET.formatted("files") + "/uploads/x", "s3:GetObject", "s3:PutObject", "s3:DeleteObject",
				"s3:AbortMultipartUpload", "s3:ListMultipartUploadParts");
		may(role, BUCKET.formatted("files") + "/derivatives/x", "s3:GetObject", "s3:PutObject");
		may(role, BUCKET.formatted("files"), "s3:ListBucket", "s3:GetBucketCORS", "s3:GetBucketNotification");
		may(role, DYNAMO.formatted("files"), "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query",
				"dynamodb:Scan");
		may(role, DYNAMO.formatted("files") + "/index/by-status", "dynamodb:Query");
		may(role, QUEUE.formatted("files"), "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility");
		may(role, QUEUE.formatted("file-dead-letters"), "sqs:SendMessage");
		may(role, lattice("ingest") + "/v1/events", "vpc-lattice-svcs:Invoke");
		mayWithKey(role, "kms:Decrypt", "s3", "aws:s3:arn", BUCKET.formatted("files"));
		mayWithKey(role, "kms:GenerateDataKey", "dynamodb", "aws:dynamodb:tableName", "millrace-files-prod");
		mayNot(role, lattice("ingest") + "/v1/keys", "vpc-lattice-svcs:Invoke");
		mayNot(role, lattice("processor") + "/v1/events", "vpc-lattice-svcs:Invoke");
		mayNot(role, BUCKET.formatted("files") + "/elsewhere/x", "s3:GetObject", "s3:PutObject");
		mayNot(role, BUCKET.formatted("files"), "s3:DeleteBucket", "s3:PutBucketPolicy");
		mayNot(role, BUCKET.formatted("access-logs") + "/x", "s3:GetObject");
		mayNot(role, DYNAMO.formatted("events"), "dynamodb:PutItem", "dynamodb:GetItem");
		mayNot(role, STREAM, "kinesis:PutRecords");
		mayNot(role, QUEUE.formatted("dead-letters"), "sqs:ReceiveMessage");
		mayNot(role, "arn:aws:bedrock:eu-west-1::foundation-model/any", "bedrock:InvokeModel");
		never(role);
		settled();
	}

	@Test
	void whoStartsATaskMayReadItsSecretsAndNoOthers() {
		String secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:millrace/prod/%s-AbCdEf";
		may("processorExecutionRole", secret.formatted("cursor"), "secretsmanager:GetSecretValue");
		for (String role : List.of("ingestExecutionRole", "processorExecutionRole", "fileExecutionRole")) {
			may(role, secret.formatted("bootstrap-key"), "secretsmanager:GetSecretValue");
			mayNot(role, secret.formatted("other"), "secretsmanager:GetSecretValue");
		}
		may("ingestExecutionRole", secret.formatted("webhooks"), "secretsmanager:GetSecretValue");
		mayNot("processorExecutionRole", secret.formatted("webhooks"), "secretsmanager:GetSecretValue");
		mayNot("fileExecutionRole", secret.formatted("webhooks"), "secretsmanager:GetSecretValue");
		mayNot("fileExecutionRole", secret.formatted("cursor"), "secretsmanager:GetSecretValue");
		may("ingestExecutionRole", "arn:aws:ecr:eu-west-1:123456789012:repository/millrace-prod/ingest-service",
				"ecr:BatchGetImage");
		mayNot("ingestExecutionRole", "arn:aws:ecr:eu-west-1:123456789012:repository/other/x", "ecr:BatchGetImage");
		mayNot("ingestExecutionRole", STREAM, "kinesis:PutRecords");
		settled();
	}

	/** Only where they send metrics themselves, and under this environment's name alone. */
	@Test
	void metricsGoUnderOneNameSpace() {
		var full = new Policies(Synthesised.full());
		for (String role : List.of("ingestTaskRole", "processorTaskRole", "fileTaskRole")) {
			assertThat(full.allow(role, metrics("Millrace/full"))).isTrue();
			assertThat(full.allow(role, metrics("Millrace/prod"))).isFalse();
			assertThat(policies.allow(role, metrics("Millrace/prod"))).isFalse();
		}
	}

	private static Request metrics(String namespace) {
		return new Request("cloudwatch:PutMetricData", "*", Map.of("cloudwatch:namespace", namespace));
	}

	@Test
	void everyTableIsReachedBySomeService() {
		for (String word : dev.millrace.infra.stack.Plan.of(dev.millrace.infra.settings.Settings.of(Synthesised.LEAST))
				.declarations()
				.tables()
				.keySet()) {
			var request = new Request("dynamodb:GetItem", DYNAMO.formatted(word), Map.of());
			assertThat(List.of("ingestTaskRole", "processorTaskRole", "fileTaskRole")).as(word)
					.anyMatch(role -> policies.allow(role, request));
		}
	}

	/** What a role's own policy says of the key is worth nothing where the key's policy does not name the role. */
	@Test
	void whoMayUseTheKeyIsNamedInItsPolicy() {
		for (var synthesised : List.of(prod, Synthesised.full())) {
			var names = new Intrinsics(synthesised);
			String key = synthesised.one("AWS::KMS::Key", "DataKey").at("KeyPolicy").toString();
			var roles = synthesised.all("AWS::IAM::Role")
					.stream()
					.filter(role -> role.at("Policies").toString().contains("\"kms:"))
					.map(role -> names.text(role.stack(), role.properties().get("RoleName")))
					.toList();
			assertThat(roles).hasSize(7).allSatisfy(role -> assertThat(key).contains("role/" + role));
		}
	}

	/** What no task may do, whatever it is. */
	private void never(String role) {
		mayNot(role, "arn:aws:iam::123456789012:role/any", "iam:PassRole", "iam:CreateRole", "sts:AssumeRole");
		mayNot(role, "*", "kms:Decrypt", "kms:ScheduleKeyDeletion", "ec2:RunInstances");
		mayNot(role, dataKey(), "kms:Decrypt", "kms:GenerateDataKey");
		mayNot(role, "arn:aws:secretsmanager:eu-west-1:123456789012:secret:millrace/prod/bootstrap-key-AbCdEf",
				"secretsmanager:GetSecretValue");
		mayNot(role, "*", "cloudwatch:PutMetricData", "ssmmessages:OpenDataChannel");
		ask(role, new Request("kms:Decrypt", dataKey(), Map.of("kms:ViaService", "ec2.eu-west-1.amazonaws.com")),
				false);
		assertThat(policies.actions(role)).noneMatch(action -> action.indexOf('*') >= 0);
	}

	private void may(String role, String resource, String... actions) {
		for (String action : actions) {
			ask(role, new Request(action, resource, Map.of()), true);
		}
	}

	private void mayNot(String role, String resource, String... actions) {
		for (String action : actions) {
			ask(role, new Request(action, resource, Map.of()), false);
		}
	}

	private void mayWithKey(String role, String action, String service, String context, String value) {
		ask(role, new Request(action, dataKey(), Map.of("kms:ViaService", service + ".eu-west-1.amazonaws.com",
				"kms:EncryptionContext:" + context, value)), true);
		ask(role, new Request(action, dataKey(), Map.of("kms:ViaService", service + ".eu-west-1.amazonaws.com",
				"kms:EncryptionContext:" + context, value + "-other")), false);
	}

	private void ask(String role, Request request, boolean expected) {
		boolean allowed = policies.allow(role, request);
		table.append("%-24s %-34s %-84s %s%n".formatted(role, request.action(), request.resource(),
				allowed ? "allowed" : "denied"));
		if (allowed != expected) {
			wrong.add("%s: %s".formatted(role, request));
		}
	}

	private void settled() {
		System.out.print(table);
		assertThat(wrong).isEmpty();
	}

	private static String lattice(String word) {
		return new Intrinsics(prod).text("App", prod.one("AWS::VpcLattice::Service", word).properties().get("Name"))
				.transform(name -> "arn:aws:vpc-lattice:eu-west-1:123456789012:service/" + name);
	}

	private static String dataKey() {
		return KEY + prod.one("AWS::KMS::Key", "DataKey").id();
	}
}
