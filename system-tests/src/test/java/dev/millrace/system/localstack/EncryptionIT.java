package dev.millrace.system.localstack;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The stream and the buckets under keys of KMS, as infra makes them, behind the services' backs. */
@Tag("localstack")
class EncryptionIT {

	private static final String STREAM = "millrace-events";
	private static final String LARGE_EVENTS = "millrace-overflow";
	private static final int OVER_AN_ITEM = 900_000;

	@RegisterExtension
	static final RunningPlatform platform = new RunningPlatform();

	private final Client client = new Client(platform);

	@Test
	void anEncryptedStreamAndBucketChangeNothingForClients() {
		try (var kinesis = platform.kinesis(); var s3 = platform.s3()) {
			encrypt(kinesis);
			var byKms = ServerSideEncryptionRule.builder()
					.applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(ServerSideEncryption.AWS_KMS))
					.build();
			s3.putBucketEncryption(put -> put.bucket(LARGE_EVENTS)
					.serverSideEncryptionConfiguration(encryption -> encryption.rules(byKms)));

			String data = "\"" + "x".repeat(OVER_AN_ITEM) + "\"";
			assertThat(client.post("application/json",
					"{\"type\":\"sealed\",\"id\":\"sealed\",\"source\":\"/s\",\"data\":" + data + "}").statusCode())
					.isEqualTo(202);

			Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.untilAsserted(() -> assertThat(client.get("/v1/events/sealed").body()).contains(data));
			var object = s3.listObjectsV2(list -> list.bucket(LARGE_EVENTS)).contents();
			assertThat(object).hasSize(1);
			assertThat(encryption(s3, object.getFirst())).isEqualTo(ServerSideEncryption.AWS_KMS);
		}
	}

	private static void encrypt(KinesisClient kinesis) {
		kinesis.startStreamEncryption(
				start -> start.streamName(STREAM).encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"));
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			var stream = kinesis.describeStreamSummary(describe -> describe.streamName(STREAM))
					.streamDescriptionSummary();
			assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
			assertThat(stream.encryptionType()).isEqualTo(EncryptionType.KMS);
		});
	}

	private static ServerSideEncryption encryption(S3Client s3, S3Object object) {
		return s3.headObject(head -> head.bucket(LARGE_EVENTS).key(object.key())).serverSideEncryption();
	}
}
