package dev.millrace.file.sqs;

import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

import dev.millrace.file.Unavailable;

/** A queue, found when it is first needed: one that is missing must not keep the service from starting. */
final class Queue {

	private final SqsClient client;
	private final String name;
	private final Supplier<String> url;

	Queue(SqsClient client, String name) {
		this.client = client;
		this.name = name;
		this.url = SingletonSupplier.of(() -> client.getQueueUrl(queue -> queue.queueName(name)).queueUrl());
	}

	String url() {
		return ask(_ -> url.get());
	}

	<T> T ask(Function<SqsClient, T> question) {
		try {
			return question.apply(client);
		} catch (SdkException e) {
			throw new Unavailable("The queue %s does not answer: %s".formatted(name, e.getMessage()), e);
		}
	}

	void send(String body) {
		String address = url();
		ask(sqs -> sqs.sendMessage(send -> send.queueUrl(address).messageBody(body)));
	}
}
