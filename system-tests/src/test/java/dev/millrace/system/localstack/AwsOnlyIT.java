package dev.millrace.system.localstack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import dev.millrace.system.OtherCloud;
import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** What AWS has and the local cloud has not: keys of KMS under the stream and the buckets, CloudWatch, Secrets Manager. */
@Tag("localstack")
class AwsOnlyIT {

	private static final String STREAM = "millrace-events";
	private static final String LARGE_EVENTS = "millrace-overflow";
	private static final int OVER_AN_ITEM = 900_000;
	private static final String NAMESPACE = OtherCloud.NAMESPACE;

	/** That of all others: two would share one stream and one table there. */
	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Client client = new Client(platform);

	/** As infra makes them, behind the services' backs. */
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
			assertThat(s3.listObjectsV2(list -> list.bucket(LARGE_EVENTS)).contents())
					.anyMatch(object -> encryption(s3, object) == ServerSideEncryption.AWS_KMS);
		}
	}

	/** The four that alarms ask for, and not one of the hundreds that each service has beside them. */
	@Test
	void whatTheServicesCountArrivesInCloudWatch() {
		try (var cloudWatch = platform.client(CloudWatchClient.builder())) {
			for (int i = 0; i < 3; i++) {
				assertThat(client.post("application/json", "{\"type\":\"counted\"}").statusCode()).isEqualTo(202);
			}

			Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
				assertThat(sum(cloudWatch, "millrace.ingest.accepted.events.count")).isGreaterThanOrEqualTo(3);
				assertThat(sum(cloudWatch, "millrace.processor.stored.events.count")).isGreaterThanOrEqualTo(3);
			});
			assertThat(cloudWatch.listMetrics(list -> list.namespace(NAMESPACE)).metrics())
					.extracting(Metric::metricName)
					.containsOnly("millrace.ingest.accepted.events.count", "millrace.processor.stored.events.count",
							"millrace.processor.duplicate.events.count",
							"millrace.processor.dead.lettered.events.count");
		}
	}

	/** As infra asks for it; a task is given the digits, and its service reads them as the first key. */
	@Test
	void secretsManagerMakesTheDigitsOfAKeyAndKeepsThem() {
		try (var secrets = platform.client(SecretsManagerClient.builder())) {
			String made = secrets.getRandomPassword(random -> random.passwordLength(80L)
					.excludePunctuation(true)
					.excludeUppercase(true)
					.excludeCharacters("ghijklmnopqrstuvwxyz")).randomPassword();
			secrets.createSecret(secret -> secret.name("millrace/test/bootstrap-key").secretString(made));

			assertThat(secrets.getSecretValue(get -> get.secretId("millrace/test/bootstrap-key")).secretString())
					.isEqualTo(made)
					.matches("[0-9a-f]{80}");
		}
	}

	private static double sum(CloudWatchClient cloudWatch, String meter) {
		var now = Instant.now();
		List<Datapoint> points = cloudWatch.getMetricStatistics(get -> get.namespace(NAMESPACE)
				.metricName(meter)
				.startTime(now.minus(Duration.ofMinutes(10)))
				.endTime(now.plus(Duration.ofMinutes(1)))
				.period(60)
				.statistics(Statistic.SUM)).datapoints();
		return points.stream().mapToDouble(Datapoint::sum).sum();
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
