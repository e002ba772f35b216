package dev.millrace.infra.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;

import dev.millrace.infra.stack.KeyPolicies;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The queues: where dead letters wait for people, where files wait for file-service, and what the example rule fills. */
public final class Queues {

	private static final Duration LONGEST = Duration.days(14);
	/** file-service renews it while it works; what it holds unrenewed is a task that died. */
	private static final Duration FILE_VISIBILITY = Duration.minutes(5);
	/** Attempts at a file are counted in its row: these are for what is no notice, and must outlast a table that is down. */
	private static final int FILE_RECEIVES = 100;
	/** The one declared queue that somebody consumes. */
	private static final String FILES = "files";

	private final PlatformStack stack;
	private final IKey key;
	private final Map<String, Queue> declared = new LinkedHashMap<>();
	private final Queue files;
	private final Queue fileDeadLetters;
	private final Queue sample;
	private final Queue sampleDeadLetters;

	Queues(PlatformStack stack, IKey key) {
		this.stack = stack;
		this.key = key;
		stack.plan()
				.declarations()
				.queues()
				.keySet()
				.stream()
				.filter(word -> !word.equals(FILES))
				.forEach(word -> declared.put(word, end(word)));
		fileDeadLetters = declared("file-dead-letters");
		files = queue(FILES).visibilityTimeout(FILE_VISIBILITY)
				.deadLetterQueue(
						DeadLetterQueue.builder().queue(fileDeadLetters).maxReceiveCount(FILE_RECEIVES).build())
				.build();
		sampleDeadLetters = end("sample-dead-letters");
		sample = queue("sample").visibilityTimeout(Duration.minutes(1))
				.deadLetterQueue(DeadLetterQueue.builder().queue(sampleDeadLetters).maxReceiveCount(5).build())
				.build();
	}

	/** The processor's: events that can never be stored. */
	public Queue deadLetters() {
		return declared("dead-letters");
	}

	/** What S3 says of new objects. */
	public Queue files() {
		return files;
	}

	public Queue fileDeadLetters() {
		return fileDeadLetters;
	}

	Queue sample() {
		return sample;
	}

	public Queue sampleDeadLetters() {
		return sampleDeadLetters;
	}

	/** All that hold what went wrong: none of them is ever to hold anything. */
	public Map<String, Queue> ofDeadLetters() {
		var all = new LinkedHashMap<String, Queue>();
		all.put("DeadLetters", deadLetters());
		all.put("FileDeadLetters", fileDeadLetters);
		all.put("SampleDeadLetters", sampleDeadLetters);
		return all;
	}

	/** The bucket of this name, which need not exist yet, may say what happened in it. */
	void listenTo(String bucketName) {
		files.addToResourcePolicy(PolicyStatement.Builder.create()
				.sid("Notifications")
				.effect(Effect.ALLOW)
				.principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
				.actions(List.of("sqs:SendMessage"))
				.resources(List.of(files.getQueueArn()))
				.conditions(KeyPolicies.ordered("ArnEquals",
						Map.of("aws:SourceArn", "arn:%s:s3:::%s".formatted(stack.getPartition(), bucketName)),
						"StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
				.build());
	}

	private Queue declared(String word) {
		var queue = declared.get(word);
		if (queue == null) {
			throw new IllegalArgumentException("No queue '%s' is declared".formatted(word));
		}
		return queue;
	}

	/** A queue that messages leave only by a person's hand or a redrive. */
	private Queue end(String word) {
		var queue = queue(word).visibilityTimeout(Duration.minutes(1))
				.redriveAllowPolicy(RedriveAllowPolicy.builder()
						.redrivePermission(word.equals("dead-letters")
								? RedrivePermission.DENY_ALL
								: RedrivePermission.ALLOW_ALL)
						.build())
				.build();
		PlatformStack.accept(queue, "AwsSolutions::AwsSolutions-SQS3",
				"It is where dead letters end; an alarm is raised on the first, and 14 days are there to redrive it.");
		return queue;
	}

	private Queue.Builder queue(String word) {
		return Queue.Builder.create(stack, Tables.id(word) + "Queue")
				.queueName(stack.name(Limit.QUEUE, word))
				.encryption(QueueEncryption.KMS)
				.encryptionMasterKey(key)
				.dataKeyReuse(Duration.hours(1))
				.enforceSsl(true)
				.retentionPeriod(LONGEST)
				.receiveMessageWaitTime(Duration.seconds(20))
				.removalPolicy(stack.removal());
	}
}
