package dev.millrace.system.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import dev.millrace.system.RunningPlatform;

/** Comes between the bucket and the queue of its notices, and tells each three times, in whatever order. */
final class Gossip implements AutoCloseable {

	private static final String BUCKET = "millrace-files";
	private static final int TIMES = 3;
	private static final int BATCH = 10;
	/** Held back, so that there is something to shuffle. */
	private static final int HELD = 60;

	private final SqsClient sqs;
	private final String from;
	private final String to;
	private final Random random;
	private final S3Client s3;
	private final List<QueueConfiguration> rules;
	private final List<String> held = new ArrayList<>();
	private final AtomicInteger heard = new AtomicInteger();
	private final AtomicBoolean over = new AtomicBoolean();
	private final Thread thread;

	Gossip(RunningPlatform platform, long seed) {
		this.sqs = platform.sqs();
		this.random = new Random(seed);
		this.from = sqs.createQueue(create -> create.queueName("whispers")).queueUrl();
		this.to = sqs.getQueueUrl(get -> get.queueName(BUCKET)).queueUrl();
		this.s3 = platform.s3();
		this.rules = s3.getBucketNotificationConfiguration(get -> get.bucket(BUCKET)).queueConfigurations();
		var own = sqs.getQueueAttributes(get -> get.queueUrl(from).attributeNames(QueueAttributeName.QUEUE_ARN))
				.attributes()
				.get(QueueAttributeName.QUEUE_ARN);
		tellTo(rules.stream().map(rule -> rule.toBuilder().queueArn(own).build()).toList());
		this.thread = Thread.ofVirtual().start(this::tell);
	}

	private void tellTo(List<QueueConfiguration> all) {
		s3.putBucketNotificationConfiguration(
				put -> put.bucket(BUCKET).notificationConfiguration(set -> set.queueConfigurations(all)));
	}

	/** Notices that the bucket gave. */
	int heard() {
		return heard.get();
	}

	private void tell() {
		List<Message> messages = List.of();
		while (!over.get() || !messages.isEmpty() || !held.isEmpty()) {
			messages = sqs
					.receiveMessage(receive -> receive.queueUrl(from).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
					.messages();
			messages.forEach(this::hear);
			do {
				pass(messages.isEmpty() ? 0 : HELD);
			} while (held.size() > HELD);
		}
	}

	private void hear(Message message) {
		heard.incrementAndGet();
		held.addAll(Collections.nCopies(TIMES, message.body()));
		sqs.deleteMessage(delete -> delete.queueUrl(from).receiptHandle(message.receiptHandle()));
	}

	private void pass(int kept) {
		Collections.shuffle(held, random);
		var told = held.subList(0, Math.clamp(held.size() - (long) kept, 0, BATCH));
		if (told.isEmpty()) {
			return;
		}
		var entries = new ArrayList<SendMessageBatchRequestEntry>();
		for (String body : told) {
			entries.add(SendMessageBatchRequestEntry.builder()
					.id("n" + entries.size())
					.messageBody(body)
					.build());
		}
		var failed = sqs.sendMessageBatch(send -> send.queueUrl(to).entries(entries)).failed();
		if (!failed.isEmpty()) {
			throw new IllegalStateException("The queue did not take " + failed);
		}
		told.clear();
	}

	/** All that it heard is told, and the bucket tells by itself again. */
	@Override
	public void close() {
		tellTo(rules);
		over.set(true);
		try {
			thread.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		sqs.close();
		s3.close();
	}
}
