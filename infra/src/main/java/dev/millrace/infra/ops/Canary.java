package dev.millrace.infra.ops;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.synthetics.CfnCanary;

import dev.millrace.infra.app.AppStack;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.foundation.AccessLogs;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.ops.Alarms.Condition;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** One event posted and read back a minute, from outside: what a client sees, whatever the other alarms say. */
final class Canary {

	private static final String SCRIPT = """
			const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');
			const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
			exports.handler = async () => {
			  const url = process.env.URL;
			  const secret = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: process.env.KEY }));
			  const digits = secret.SecretString;
			  const key = digits.startsWith('mr_') ? digits : `mr_${digits.slice(0, 16)}_${digits.slice(16)}`;
			  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
			  const id = `canary-${Date.now()}`;
			  const body = JSON.stringify({ type: 'millrace.canary', id, source: '/canary', data: { at: Date.now() } });
			  const posted = await fetch(`${url}/v1/events`, { method: 'POST', headers, body });
			  if (posted.status !== 202) throw new Error(`POST /v1/events answered ${posted.status}`);
			  for (let attempt = 0; attempt < 20; attempt++) {
			    const read = await fetch(`${url}/v1/events/${id}?source=/canary`, { headers });
			    if (read.status === 200) return;
			    await pause(1000);
			  }
			  throw new Error(`${id} has a receipt and cannot be read after 20 s`);
			};
			""";

	private final PlatformStack stack;
	private final FoundationStack foundation;
	private final DataStack data;
	private final AppStack app;

	Canary(PlatformStack stack, FoundationStack foundation, DataStack data, AppStack app) {
		this.stack = stack;
		this.foundation = foundation;
		this.data = data;
		this.app = app;
	}

	void make(Alarms alarms) {
		String name = stack.name(Limit.CANARY, "canary");
		var artifacts = artifacts();
		CfnCanary.Builder.create(stack, "Canary")
				.name(name)
				.runtimeVersion("syn-nodejs-3.0")
				.schedule(CfnCanary.ScheduleProperty.builder().expression("rate(1 minute)").build())
				.code(CfnCanary.CodeProperty.builder().handler("index.handler").script(SCRIPT).build())
				.runConfig(CfnCanary.RunConfigProperty.builder()
						.timeoutInSeconds(50)
						.memoryInMb(960)
						.environmentVariables(environment())
						.build())
				.executionRoleArn(role(artifacts).getRoleArn())
				.artifactS3Location("s3://" + artifacts.getBucketName())
				.successRetentionPeriod(1)
				.failureRetentionPeriod(7)
				.startCanaryAfterCreation(true)
				.provisionedResourceCleanup("AUTOMATIC")
				.build();
		alarms.on("canary", "A client from outside cannot post an event, or not read it back within 20 s.",
				Metric.of("CloudWatchSynthetics", "Failed", "Sum").with("CanaryName", name), Condition.above(0, 3));
	}

	private Map<String, String> environment() {
		var environment = new java.util.TreeMap<String, String>();
		environment.put("KEY", data.secrets().bootstrapKey().getSecretArn());
		environment.put("URL", app.balancer().url());
		return environment;
	}

	private Bucket artifacts() {
		var bucket = Bucket.Builder.create(stack, "CanaryArtifacts")
				.bucketName(
						stack.plan().names().worldwide(Limit.BUCKET, "canary", stack.getAccount(), stack.getRegion()))
				.encryption(BucketEncryption.S3_MANAGED)
				.blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
				.enforceSsl(true)
				.versioned(true)
				.serverAccessLogsBucket(
						Bucket.fromBucketName(stack, "CanaryAccessLogs",
								foundation.accessLogs().bucket().getBucketName()))
				.serverAccessLogsPrefix(AccessLogs.BUCKETS + "canary/")
				.lifecycleRules(List.of(LifecycleRule.builder()
						.id("two-weeks")
						.expiration(Duration.days(14))
						.noncurrentVersionExpiration(Duration.days(1))
						.abortIncompleteMultipartUploadAfter(Duration.days(1))
						.build()))
				.removalPolicy(stack.removal())
				.build();
		foundation.emptyBuckets().atRemoval(stack, bucket);
		return bucket;
	}

	private Role role(Bucket artifacts) {
		String objects = "arn:%s:s3:::%s/*".formatted(stack.getPartition(),
				stack.plan().names().worldwide(Limit.BUCKET, "canary", stack.getAccount(), stack.getRegion()));
		String logs = stack.arn("logs",
				"log-group:/aws/lambda/cwsyn-%s-*".formatted(stack.name(Limit.CANARY, "canary")));
		var role = Role.Builder.create(stack, "CanaryRole")
				.roleName(stack.name(Limit.ROLE, "canary"))
				.assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
				.inlinePolicies(Map.of("canary", PolicyDocument.Builder.create()
						.statements(List.of(allow(List.of("s3:PutObject"), objects),
								allow(List.of("s3:GetBucketLocation"), artifacts.getBucketArn()),
								allow(List.of("s3:ListAllMyBuckets"), "*"),
								allow(List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
										logs),
								metrics(),
								allow(List.of("secretsmanager:GetSecretValue"),
										data.secrets().bootstrapKey().getSecretArn()),
								secretsKey()))
						.build()))
				.build();
		for (String star : List.of("*", objects, logs)) {
			stack.acceptStar(role, "Resource::" + star,
					"What a canary is documented to need: its own objects, its own log groups, "
							+ "metrics bounded by their name space, and the look whether its bucket is there.");
		}
		return role;
	}

	private static PolicyStatement allow(List<String> actions, String resource) {
		return PolicyStatement.Builder.create()
				.effect(Effect.ALLOW)
				.actions(actions)
				.resources(List.of(resource))
				.build();
	}

	private static PolicyStatement metrics() {
		return PolicyStatement.Builder.create()
				.effect(Effect.ALLOW)
				.actions(List.of("cloudwatch:PutMetricData"))
				.resources(List.of("*"))
				.conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", "CloudWatchSynthetics")))
				.build();
	}

	private PolicyStatement secretsKey() {
		return PolicyStatement.Builder.create()
				.effect(Effect.ALLOW)
				.actions(List.of("kms:Decrypt"))
				.resources(List.of(data.key().getKeyArn()))
				.conditions(Map.of("StringEquals",
						Map.of("kms:ViaService", "secretsmanager." + stack.getRegion() + ".amazonaws.com")))
				.build();
	}
}
