package dev.millrace.system.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqsContractIT {
	@RegisterExtension
	static final Endpoint endpoint = new Endpoint();

	private static final int MEBIBYTE = 1 << 20;
	private static @Nullable SqsClient shared;
	private String queue = "";

	@BeforeAll
	static void connect() {
		shared = endpoint.client(SqsClient.builder());
	}

	@AfterAll
	static void disconnect() {
		client().close();
	}

	@BeforeEach
	void makeQueue() {
		queue = client().createQueue(create -> create.queueName("contract-" + UUID.randomUUID())).queueUrl();
	}

	@Test
	void findsAQueueByName() {
		var name = queue.substring(queue.lastIndexOf('/') + 1);

		assertThat(client().getQueueUrl(get -> get.queueName(name)).queueUrl()).isEqualTo(queue);
		assertThat(client().listQueues(list -> list.queueNamePrefix(name)).queueUrls()).containsExactly(queue);
	}

	@Test
	void makesAQueueThatIsThereOnce() {
		var name = queue.substring(queue.lastIndexOf('/') + 1);

		assertThat(client().createQueue(create -> create.queueName(name)).queueUrl()).isEqualTo(queue);
	}

	@Test
	void refusesAQueueThatIsNotThere() {
		assertThatExceptionOfType(QueueDoesNotExistException.class)
				.isThrownBy(() -> client().sendMessage(send -> send.queueUrl(queue + "-not").messageBody("m")));
		assertThatExceptionOfType(QueueDoesNotExistException.class)
				.isThrownBy(() -> client().getQueueUrl(get -> get.queueName("no-such-queue")));
	}

	@Test
	void deliversAMessageWithItsAttributes() {
		var attributes = Map.of("reason", text("poison"), "bytes", bytes(0, -1));
		client().sendMessage(
				send -> send.queueUrl(queue).messageBody("{\"a\": \"ä\"}").messageAttributes(attributes));

		var message = receiveOne(queue);

		assertThat(message.body()).isEqualTo("{\"a\": \"ä\"}");
		assertThat(message.messageAttributes()).isEqualTo(attributes);
	}

	@Test
	void hidesAMessageUntilItsVisibilityEnds() {
		client().sendMessage(send -> send.queueUrl(queue).messageBody("m"));
		var first = receiveOne(queue);

		assertThat(receive(queue, 0)).isEmpty();
		client().changeMessageVisibility(
				change -> change.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
		assertThat(receiveOne(queue).messageId()).isEqualTo(first.messageId());
	}

	@Test
	void countsReceivesAndForgetsADeletedMessage() {
		client().sendMessage(send -> send.queueUrl(queue).messageBody("m"));
		var message = receiveOne(queue);
		client().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));

		assertThat(message.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "1");
		assertThat(client().getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
				.attributes()).containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
				.containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
	}

	@Test
	void takesAMebibyteAndNoMore() {
		client().sendMessage(send -> send.queueUrl(queue).messageBody("x".repeat(MEBIBYTE)));

		assertThat(receiveOne(queue).body()).hasSize(MEBIBYTE);
		assertThatExceptionOfType(SqsException.class).isThrownBy(
				() -> client().sendMessage(send -> send.queueUrl(queue).messageBody("x".repeat(MEBIBYTE + 1))));
	}

	@Test
	void sendsInBatches() {
		var entries = IntStream.range(0, 10)
				.mapToObj(
						i -> SendMessageBatchRequestEntry.builder().id("e" + i).messageBody("m" + i).build())
				.toList();

		var sent = client().sendMessageBatch(send -> send.queueUrl(queue).entries(entries));

		assertThat(sent.successful()).hasSize(10);
		assertThat(sent.failed()).isEmpty();
	}

	@Test
	void movesAMessageToTheDeadLetterQueueAfterSoManyReceives() {
		var deadLetters = client().createQueue(create -> create.queueName("contract-dead-" + UUID.randomUUID()))
				.queueUrl();
		var arn = client().getQueueAttributes(
				get -> get.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
				.attributes()
				.get(QueueAttributeName.QUEUE_ARN);
		client().setQueueAttributes(set -> set.queueUrl(queue)
				.attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
						"{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"1\"}",
						QueueAttributeName.VISIBILITY_TIMEOUT, "0")));
		client().sendMessage(send -> send.queueUrl(queue).messageBody("poison"));

		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			receive(queue, 0);
			return !receive(deadLetters, 0).isEmpty();
		});
	}

	@Test
	void wakesAWaitingReceiverWhenAMessageComes() {
		try (var async = endpoint.client(SqsAsyncClient.builder())) {
			var waiting = async.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(20));
			async.sendMessage(send -> send.queueUrl(queue).messageBody("m")).join();

			assertThat(waiting).succeedsWithin(Duration.ofSeconds(10))
					.satisfies(answer -> assertThat(answer.messages()).hasSize(1));
		}
	}

	private static Message receiveOne(String queue) {
		var messages = receive(queue, 10);
		assertThat(messages).hasSize(1);
		return messages.getFirst();
	}

	private static List<Message> receive(String queue, int waitSeconds) {
		return client().receiveMessage(receive -> receive.queueUrl(queue)
				.waitTimeSeconds(waitSeconds)
				.maxNumberOfMessages(10)
				.messageAttributeNames("All")
				.messageSystemAttributeNamesWithStrings("All")).messages();
	}

	private static MessageAttributeValue text(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

	private static MessageAttributeValue bytes(int... values) {
		var bytes = new byte[values.length];
		IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
		return MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(bytes)).build();
	}

	private static SqsClient client() {
		return Objects.requireNonNull(shared);
	}
}
