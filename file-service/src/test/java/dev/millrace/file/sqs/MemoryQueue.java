package dev.millrace.file.sqs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A queue that hands each message out once, and remembers what becomes of it. */
final class MemoryQueue implements SqsClient {

	final List<String> deleted = Collections.synchronizedList(new ArrayList<>());
	/** How long messages were put back for, in seconds. */
	final List<Integer> putBack = Collections.synchronizedList(new ArrayList<>());
	private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();

	void add(String id, String body) {
		waiting.add(Message.builder().messageId(id).receiptHandle(id).body(body).build());
	}

	@Override
	public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
		return GetQueueUrlResponse.builder().queueUrl("http://localhost/" + request.queueName()).build();
	}

	@Override
	public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
		var messages = new ArrayList<Message>();
		try {
			messages.add(waiting.take());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw SdkClientException.create("interrupted", e);
		}
		waiting.drainTo(messages, request.maxNumberOfMessages() - 1);
		return ReceiveMessageResponse.builder().messages(messages).build();
	}

	@Override
	public SendMessageResponse sendMessage(SendMessageRequest request) {
		add("sent", request.messageBody());
		return SendMessageResponse.builder().messageId("sent").build();
	}

	@Override
	public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
		deleted.add(request.receiptHandle());
		return DeleteMessageResponse.builder().build();
	}

	@Override
	public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
		putBack.add(request.visibilityTimeout());
		return ChangeMessageVisibilityResponse.builder().build();
	}

	@Override
	public String serviceName() {
		return "sqs";
	}

	@Override
	public void close() {}
}
