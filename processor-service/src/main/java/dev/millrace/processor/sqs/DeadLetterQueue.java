package dev.millrace.processor.sqs;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue as it was found.
 *
 * @param url its address
 * @param messageLimit bytes of a message that it takes
 */
record DeadLetterQueue(String url, int messageLimit) {

	/** What SQS takes since 2025; a queue may be set to less. */
	static final int MOST = 1 << 20;

	static DeadLetterQueue find(SqsClient client, String name) {
		String url = client.getQueueUrl(queue -> queue.queueName(name)).queueUrl();
		String limit = client
				.getQueueAttributes(
						queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.MAXIMUM_MESSAGE_SIZE))
				.attributes()
				.get(QueueAttributeName.MAXIMUM_MESSAGE_SIZE);
		return new DeadLetterQueue(url, limit == null ? MOST : Math.min(MOST, Integer.parseInt(limit)));
	}
}
