package dev.millrace.cloud.sqs;

import java.io.IOException;
import java.util.function.Supplier;

import tools.jackson.databind.json.JsonMapper;

import dev.millrace.cloud.platform.AwsApi;

/** The queues, for the services here that send to them. */
public final class Queues {
	private final Supplier<AwsApi> sqs;

	/**
	 * Asks nothing yet.
	 *
	 * @param sqs asked when there is something to send: by then it has started
	 */
	public Queues(Supplier<AwsApi> sqs) {
		this.sqs = sqs;
	}

	/**
	 * Returns when the queue has the message.
	 *
	 * @param arn as {@code arn:aws:sqs:us-east-1:000000000000:name}
	 * @throws NoSuchQueueException where there is none of that name
	 * @throws IOException where the message was not taken; it may be sent again
	 */
	public void send(String arn, String body) throws IOException, InterruptedException {
		var name = arn.substring(arn.lastIndexOf(':') + 1);
		var message = JsonMapper.shared()
				.createObjectNode()
				.put("QueueUrl", "http://localhost/000000000000/" + name)
				.put("MessageBody", body);
		var answer = sqs.get().call("AmazonSQS.SendMessage", message);
		if (answer.saysThatItDoesNotExist()) {
			throw new NoSuchQueueException(arn);
		}
		if (!answer.isSuccess()) {
			throw new IOException("SQS answered " + answer);
		}
	}
}
