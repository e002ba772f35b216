package dev.millrace.infra.foundation;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;

import dev.millrace.infra.stack.KeyPolicies;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The bucket of access logs: SSE-S3, since neither the load balancer nor S3's own logging writes under a customer's key. */
public final class AccessLogs {

	/** Where the load balancer's logs lie. */
	public static final String LOAD_BALANCER = "load-balancer";
	/** Where those of buckets lie. */
	public static final String BUCKETS = "buckets/";

	private final Bucket bucket;

	AccessLogs(PlatformStack stack) {
		bucket = Bucket.Builder.create(stack, "AccessLogs")
				.bucketName(stack.plan()
						.names()
						.worldwide(Limit.BUCKET, "access-logs", stack.getAccount(), stack.getRegion()))
				.encryption(BucketEncryption.S3_MANAGED)
				.blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
				.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
				.enforceSsl(true)
				.versioned(true)
				.lifecycleRules(List.of(LifecycleRule.builder()
						.id("ninety-days")
						.expiration(Duration.days(90))
						.noncurrentVersionExpiration(Duration.days(1))
						.abortIncompleteMultipartUploadAfter(Duration.days(1))
						.build()))
				.removalPolicy(stack.removal())
				.build();
		bucket.addToResourcePolicy(delivery(stack, "LoadBalancerLogs", "logdelivery.elasticloadbalancing.amazonaws.com",
				LOAD_BALANCER + "/AWSLogs/" + stack.getAccount() + "/*", "ArnLike", stack.arn("elasticloadbalancing",
						"loadbalancer/app/" + stack.name(Limit.LOAD_BALANCER, "edge") + "/*")));
		bucket.addToResourcePolicy(delivery(stack, "BucketLogs", "logging.s3.amazonaws.com", BUCKETS + "*", "ArnLike",
				"arn:" + stack.getPartition() + ":s3:::millrace-*"));
		PlatformStack.accept(bucket, "AwsSolutions::AwsSolutions-S1",
				"It is where access logs go; logging the writing of logs into itself would never end.");
	}

	public Bucket bucket() {
		return bucket;
	}

	private PolicyStatement delivery(PlatformStack stack, String sid, String service, String objects, String compare,
			String source) {
		return PolicyStatement.Builder.create()
				.sid(sid)
				.effect(Effect.ALLOW)
				.principals(List.of(new ServicePrincipal(service)))
				.actions(List.of("s3:PutObject"))
				.resources(List.of(bucket.arnForObjects(objects)))
				.conditions(KeyPolicies.ordered(compare, Map.of("aws:SourceArn", source), "StringEquals",
						Map.of("aws:SourceAccount", stack.getAccount())))
				.build();
	}
}
