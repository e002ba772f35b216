package dev.millrace.infra.foundation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.s3.IBucket;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/**
 * Empties buckets before they are deleted, where deleting is what was chosen. CDK's own {@code autoDeleteObjects} does this with
 * an asset, which has to be uploaded before a deployment; this function is small enough to stand in the template.
 */
public final class EmptyBuckets {

	private static final String SOURCE = """
			const { S3Client, ListObjectVersionsCommand, DeleteObjectsCommand } = require('@aws-sdk/client-s3');
			const response = require('cfn-response');
			exports.handler = async (event, context) => {
			  try {
			    if (event.RequestType === 'Delete') {
			      const s3 = new S3Client({});
			      const Bucket = event.ResourceProperties.BucketName;
			      for (;;) {
			        const page = await s3.send(new ListObjectVersionsCommand({ Bucket }));
			        const Objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]
			          .map(({ Key, VersionId }) => ({ Key, VersionId }));
			        if (Objects.length === 0) break;
			        const done = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
			        if (done.Errors?.length) throw new Error(JSON.stringify(done.Errors[0]));
			      }
			    }
			    await response.send(event, context, response.SUCCESS, {}, event.PhysicalResourceId ?? 'emptied-at-removal');
			  } catch (error) {
			    console.error(error);
			    const gone = error.name === 'NoSuchBucket';
			    await response.send(event, context, gone ? response.SUCCESS : response.FAILED, { error: error.message },
			      event.PhysicalResourceId ?? 'emptied-at-removal');
			  }
			};
			""";

	private final Optional<Function> function;

	EmptyBuckets(PlatformStack stack, LogGroups logGroups) {
		function = stack.settings().destroy() ? Optional.of(function(stack, logGroups)) : Optional.empty();
	}

	/** In the bucket's own stack, so that the bucket is emptied just before it goes. */
	public void atRemoval(PlatformStack stack, IBucket bucket) {
		function.ifPresent(present -> CustomResource.Builder.create(stack, bucket.getNode().getId() + "Emptied")
				.serviceToken(present.getFunctionArn())
				.resourceType("Custom::EmptiedAtRemoval")
				.properties(Map.of("BucketName", bucket.getBucketName()))
				.build());
	}

	private static Function function(PlatformStack stack, LogGroups logGroups) {
		String name = stack.name(Limit.FUNCTION, "empty-buckets");
		var logs = logGroups.named(stack, "EmptyBucketsLogs", LogGroups.ofFunctions(stack.plan().names()));
		String buckets = "arn:%s:s3:::millrace-*-%s-%s-%s".formatted(stack.getPartition(),
				stack.plan().names().suffix(),
				stack.getAccount(), stack.getRegion());
		var role = Role.Builder.create(stack, "EmptyBucketsRole")
				.roleName(stack.name(Limit.ROLE, "empty-buckets"))
				.assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
				.inlinePolicies(Map.of("empty-buckets", PolicyDocument.Builder.create()
						.statements(List.of(
								allow(List.of("s3:ListBucketVersions"), buckets),
								allow(List.of("s3:DeleteObject", "s3:DeleteObjectVersion"), buckets + "/*"),
								allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn())))
						.build()))
				.build();
		for (String star : List.of(buckets, buckets + "/*")) {
			stack.acceptStar(role, "Resource::" + star,
					"The buckets of this environment share a name's beginning and end, and "
							+ "emptying one means deleting whatever it holds; the role exists only where removal is destroy.");
		}
		return Function.Builder.create(stack, "EmptyBuckets")
				.functionName(name)
				.description("Empties a bucket before CloudFormation deletes it")
				.runtime(Runtime.NODEJS_24_X)
				.handler("index.handler")
				.code(Code.fromInline(SOURCE))
				.role(role)
				.logGroup(logs)
				.memorySize(256)
				.timeout(Duration.minutes(15))
				.build();
	}

	private static PolicyStatement allow(List<String> actions, String resource) {
		return PolicyStatement.Builder.create()
				.effect(Effect.ALLOW)
				.actions(actions)
				.resources(List.of(resource))
				.build();
	}
}
