package dev.millrace.file.sqs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A message stays with its worker for as long as the work takes, and no longer. */
class HeartbeatTests {

	private static final Duration VISIBILITY = Duration.ofSeconds(1);

	private final Sqs sqs = new Sqs();
	private final Heartbeat heartbeat = new Heartbeat(new Queue(sqs, "q"), VISIBILITY);

	@AfterEach
	void stop() {
		heartbeat.close();
	}

	@Test
	void aMessageIsRenewedWhileItIsWorkedOn() {
		var first = heartbeat.of("first");
		Awaitility.await().until(() -> sqs.renewed.size() >= 2);
		assertThat(sqs.renewed).containsOnly("first 1");
		first.close();

		int before = count("first");
		try (var _ = heartbeat.of("second")) {
			// One that began to beat before the end may be counted.
			Awaitility.await().until(() -> count("second") >= 3);
		}
		assertThat(count("first")).isLessThanOrEqualTo(before + 1);
	}

	@Test
	void aBeatThatFailsIsNotTheLast() {
		sqs.failuresLeft = 2;
		try (var _ = heartbeat.of("one")) {
			Awaitility.await().until(() -> !sqs.renewed.isEmpty());
		}
		assertThat(sqs.failuresLeft).isZero();
	}

	private int count(String receipt) {
		return (int) sqs.renewed.stream().filter((receipt + " 1")::equals).count();
	}

	private static final class Sqs implements SqsClient {

		private final List<String> renewed = new CopyOnWriteArrayList<>();
		private volatile int failuresLeft;

		@Override
		public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
			return GetQueueUrlResponse.builder().queueUrl("url").build();
		}

		@Override
		public synchronized ChangeMessageVisibilityResponse changeMessageVisibility(
				ChangeMessageVisibilityRequest request) {
			if (failuresLeft > 0) {
				failuresLeft--;
				throw SdkClientException.create("Connection reset");
			}
			renewed.add(request.receiptHandle() + " " + request.visibilityTimeout());
			return ChangeMessageVisibilityResponse.builder().build();
		}

		@Override
		public String serviceName() {
			return "sqs";
		}

		@Override
		public void close() {}
	}
}
