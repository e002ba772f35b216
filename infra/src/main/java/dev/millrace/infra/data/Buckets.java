package dev.millrace.infra.data;

import java.util.List;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;

import dev.millrace.infra.foundation.AccessLogs;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The buckets: files as they came and what was made of them; events too large for an item and bodies of dead letters. */
public final class Buckets {

	/** Keys of uploads begin so; what is put there is announced on the queue. */
	public static final String UPLOADS = "uploads/";
	/** Keys of what processing made begin so. */
	public static final String DERIVATIVES = "derivatives/";
	/** Keys of events too large for an item begin so. */
	public static final String EVENTS = "events/";
	/** Keys of schemas that data is held against begin so. */
	public static final String SCHEMAS = "schemas/";
	/** Keys of dead letters' bodies too large for a message begin so. */
	public static final String DEAD_LETTERS = "dead-letters/";

	private final PlatformStack stack;
	private final FoundationStack foundation;
	private final IKey key;
	private final Bucket files;
	private final Bucket events;

	Buckets(PlatformStack stack, FoundationStack foundation, IKey key, Queues queues) {
		this.stack = stack;
		this.foundation = foundation;
		this.key = key;
		events = bucket("Events", "events", List.of());
		files = bucket("Files", "files", cors());
		queues.listenTo(name("files"));
		announce(queues);
		foundation.emptyBuckets().atRemoval(stack, events);
		foundation.emptyBuckets().atRemoval(stack, files);
	}

	public Bucket files() {
		return files;
	}

	public Bucket events() {
		return events;
	}

	/** Of the objects in the bucket of files whose keys begin so; spelt out, so that it reads the same in every stack. */
	public String filesArn(String prefix) {
		return objects("files", prefix);
	}

	/** Of the objects in the bucket of large events whose keys begin so. */
	public String eventsArn(String prefix) {
		return objects("events", prefix);
	}

	private String objects(String what, String prefix) {
		return "arn:%s:s3:::%s/%s*".formatted(stack.getPartition(), name(what), prefix);
	}

	private Bucket bucket(String id, String what, List<CorsRule> cors) {
		return Bucket.Builder.create(stack, id + "Bucket")
				.bucketName(name(what))
				.encryption(BucketEncryption.KMS)
				.encryptionKey(key)
				.bucketKeyEnabled(true)
				.blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
				.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
				.enforceSsl(true)
				.minimumTlsVersion(1.2)
				.versioned(true)
				.cors(cors)
				.serverAccessLogsBucket(Bucket.fromBucketName(stack, id + "AccessLogs",
						foundation.accessLogs().bucket().getBucketName()))
				.serverAccessLogsPrefix(AccessLogs.BUCKETS + what + "/")
				.lifecycleRules(List.of(lifecycle()))
				.removalPolicy(stack.removal())
				.build();
	}

	private LifecycleRule lifecycle() {
		return LifecycleRule.builder()
				.id("tiers-and-leftovers")
				.noncurrentVersionExpiration(Duration.days(30))
				.abortIncompleteMultipartUploadAfter(Duration.days(1))
				.expiredObjectDeleteMarker(true)
				.transitions(List.of(Transition.builder()
						.storageClass(StorageClass.INTELLIGENT_TIERING)
						.transitionAfter(Duration.days(stack.settings().files().tierAfterDays()))
						.build()))
				.build();
	}

	private List<CorsRule> cors() {
		List<String> origins = stack.settings().files().corsOrigins();
		return origins.isEmpty()
				? List.of()
				: List.of(CorsRule.builder()
						.allowedOrigins(origins)
						.allowedMethods(List.of(HttpMethods.PUT, HttpMethods.POST, HttpMethods.GET, HttpMethods.HEAD))
						.allowedHeaders(List.of("*"))
						.exposedHeaders(List.of("ETag", "x-amz-version-id"))
						.maxAge(3600)
						.build());
	}

	/** On the resource itself: CDK's own way is a function that calls S3 behind CloudFormation's back. */
	private void announce(Queues queues) {
		var bucket = (CfnBucket) files.getNode().getDefaultChild();
		if (bucket == null) {
			throw new IllegalStateException("A bucket has a resource");
		}
		bucket.setNotificationConfiguration(CfnBucket.NotificationConfigurationProperty.builder()
				.queueConfigurations(
						List.of(uploads("s3:ObjectCreated:*", queues), uploads("s3:ObjectRemoved:*", queues)))
				.build());
		bucket.getNode().addDependency(queues.files());
	}

	private static CfnBucket.QueueConfigurationProperty uploads(String event, Queues queues) {
		return CfnBucket.QueueConfigurationProperty.builder()
				.event(event)
				.queue(queues.files().getQueueArn())
				.filter(CfnBucket.NotificationFilterProperty.builder()
						.s3Key(CfnBucket.S3KeyFilterProperty.builder()
								.rules(List.of(CfnBucket.FilterRuleProperty.builder()
										.name("prefix")
										.value(UPLOADS)
										.build()))
								.build())
						.build())
				.build();
	}

	private String name(String what) {
		return stack.plan().names().worldwide(Limit.BUCKET, what, stack.getAccount(), stack.getRegion());
	}
}
