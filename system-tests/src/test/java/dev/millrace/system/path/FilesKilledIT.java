package dev.millrace.system.path;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Objects and what is told of them, while the process that keeps them is killed again and again. */
class FilesKilledIT {
	private static final String FILES = "millrace-files";
	private static final int WRITERS = 6;
	private static final int KILLS = 2;
	private static final int PUTS_BETWEEN_KILLS = 80;
	private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
			.create(AwsBasicCredentials.create("local", "local"));

	@RegisterExtension
	static final LocalCloud cloud = new LocalCloud();

	private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

	@Test
	void everyObjectThatIsThereIsToldOfAndNoneThatWasConfirmedIsGone() throws Exception {
		Platform.makeAt(cloud.endpoint());
		try (var s3 = S3Client.builder()
				.endpointOverride(cloud.endpoint())
				.region(Region.US_EAST_1)
				.credentialsProvider(CREDENTIALS)
				.forcePathStyle(true)
				.build();
				var sqs = SqsClient.builder()
						.endpointOverride(cloud.endpoint())
						.region(Region.US_EAST_1)
						.credentialsProvider(CREDENTIALS)
						.build()) {
			for (int kill = 0; kill < KILLS; kill++) {
				writeUntilKilled(s3, kill);
			}

			var there = s3.listObjectsV2Paginator(list -> list.bucket(FILES))
					.contents()
					.stream()
					.map(S3Object::key)
					.collect(Collectors.toSet());
			assertThat(there).containsAll(confirmed).allMatch(key -> key.matches("uploads/k[0-9]+-w[0-9]+-[0-9]+"));
			assertThat(confirmed).hasSizeGreaterThanOrEqualTo(KILLS * PUTS_BETWEEN_KILLS);
			awaitEvents(sqs, there);
		}
	}

	private void writeUntilKilled(S3Client s3, int kill) throws Exception {
		int before = confirmed.size();
		try (var threads = Executors.newFixedThreadPool(WRITERS)) {
			var writers = new ArrayList<Future<?>>();
			for (int writer = 0; writer < WRITERS; writer++) {
				var prefix = "uploads/k%d-w%d-".formatted(kill, writer);
				writers.add(threads.submit(() -> write(s3, prefix)));
			}
			Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.pollInterval(Duration.ofMillis(5))
					.until(() -> confirmed.size() >= before + PUTS_BETWEEN_KILLS);
			cloud.kill();
			threads.shutdownNow();
			for (var writer : writers) {
				writer.get();
			}
		}
		cloud.restart();
	}

	private void write(S3Client s3, String prefix) {
		try {
			for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
				var key = prefix + i;
				s3.putObject(put -> put.bucket(FILES).key(key), RequestBody.fromString(key.repeat(1_000)));
				confirmed.add(key);
			}
		} catch (SdkException _) {
			// Killed in the midst of it, as is intended: this object may be there or not.
		}
	}

	private static void awaitEvents(SqsClient sqs, Set<String> there) {
		var queue = sqs.getQueueUrl(get -> get.queueName(FILES)).queueUrl();
		var missing = new HashSet<>(there);
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			receive(sqs, queue, missing);
			assertThat(missing).isEmpty();
		});
	}

	private static void receive(SqsClient sqs, String queue, Set<String> missing) {
		while (true) {
			var messages = sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10)).messages();
			if (messages.isEmpty()) {
				return;
			}
			for (var message : messages) {
				for (var event : JsonMapper.shared().readTree(message.body()).path("Records")) {
					missing.remove(
							URLDecoder.decode(event.path("s3").path("object").path("key").asString(), UTF_8));
				}
				sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
			}
		}
	}
}
