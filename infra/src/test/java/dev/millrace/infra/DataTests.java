package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.Synthesised.Resource;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsNode
class DataTests {

	private final Synthesised dev = Synthesised.dev();
	private final Synthesised prod = Synthesised.prod();
	private final Synthesised full = Synthesised.full();

	@Test
	void tablesAreThoseThatAreDeclaredForEveryEnvironment() throws IOException {
		JsonNode declared = JsonMapper.shared()
				.readTree(Files.readAllBytes(
						Path.of(System.getProperty("millrace.root", "..")).resolve("platform/resources.json")));
		for (JsonNode resource : declared.get("resources")) {
			if (!resource.get("call").asString().endsWith("CreateTable")) {
				continue;
			}
			JsonNode with = resource.get("with");
			var table = dev.all("AWS::DynamoDB::Table")
					.stream()
					.filter(one -> one.text("TableName").equals(with.get("TableName").asString() + "-dev"))
					.findFirst()
					.orElseThrow();
			for (String part : List.of("KeySchema", "AttributeDefinitions")) {
				assertThat(table.at(part)).as(part).isEqualTo(with.get(part));
			}
			assertThat(table.at("GlobalSecondaryIndexes").valueStream().map(index -> index.get("KeySchema")).toList())
					.isEqualTo(with.path("GlobalSecondaryIndexes")
							.valueStream()
							.map(index -> index.get("KeySchema"))
							.toList());
			assertThat(table.at("GlobalSecondaryIndexes").valueStream().map(index -> index.get("Projection")).toList())
					.isEqualTo(with.path("GlobalSecondaryIndexes")
							.valueStream()
							.map(index -> index.get("Projection"))
							.toList());
		}
	}

	@Test
	void theEventsTableHasItsKeys() {
		Resource events = dev.one("AWS::DynamoDB::Table", "EventsTable");
		assertThat(events.text("KeySchema.0.AttributeName")).isEqualTo("id");
		assertThat(events.text("KeySchema.1.AttributeName")).isEqualTo("timestamp");
	}

	@Test
	void whatIsNotKeptForeverGoesByItself() {
		assertThat(dev.all("AWS::DynamoDB::Table")
				.stream()
				.filter(table -> table.text("TimeToLiveSpecification.AttributeName").equals("expiresAt"))
				.map(Resource::id))
				.containsExactlyInAnyOrder("EventsTable", "FilesTable", "ReplaysTable", "DeadlettersTable");
	}

	@Test
	void capacityIsOnDemandWithoutScalingOrProvisionedWithIt() {
		assertThat(dev.all("AWS::DynamoDB::Table"))
				.allSatisfy(table -> assertThat(table.text("BillingMode")).isEqualTo("PAY_PER_REQUEST"));
		assertThat(scaledTables(dev)).isZero();
		assertThat(prod.all("AWS::DynamoDB::Table")).allSatisfy(table -> {
			assertThat(table.text("BillingMode")).isEqualTo("PROVISIONED");
			assertThat(table.at("ProvisionedThroughput.ReadCapacityUnits").asInt()).isPositive();
		});
		long tablesAndIndexes = prod.all("AWS::DynamoDB::Table")
				.stream()
				.mapToLong(table -> 1 + table.at("GlobalSecondaryIndexes").size())
				.sum();
		assertThat(scaledTables(prod)).isEqualTo(2 * tablesAndIndexes);
	}

	@Test
	void tablesAreEncryptedAndInProdRecoverableStreamedAndProtected() {
		assertThat(full.all("AWS::DynamoDB::Table")).allSatisfy(table -> {
			assertThat(table.text("SSESpecification.SSEType")).isEqualTo("KMS");
			assertThat(table.at("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled").asBoolean(false))
					.isTrue();
			assertThat(table.at("DeletionProtectionEnabled").asBoolean(false)).isTrue();
			assertThat(table.body().get("DeletionPolicy").asString()).isEqualTo("Retain");
		});
		assertThat(prod.one("AWS::DynamoDB::Table", "EventsTable").text("StreamSpecification.StreamViewType"))
				.isEqualTo("NEW_AND_OLD_IMAGES");
	}

	@Test
	void oneSwitchDecidesWhatHappensToData() {
		List<String> holding = List.of("AWS::DynamoDB::Table", "AWS::Kinesis::Stream", "AWS::S3::Bucket",
				"AWS::SQS::Queue",
				"AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::Logs::LogGroup", "AWS::Events::EventBus",
				"AWS::Events::Archive", "AWS::SNS::Topic", "AWS::Backup::BackupVault");
		for (String type : holding) {
			assertThat(dev.all(type)).as("dev " + type)
					.allSatisfy(one -> assertThat(one.body().path("DeletionPolicy").asString()).isEqualTo("Delete"));
			assertThat(prod.all(type)).as("prod " + type)
					.isNotEmpty()
					.allSatisfy(one -> assertThat(one.body().path("DeletionPolicy").asString()).isEqualTo("Retain"));
		}
	}

	@Test
	void theStreamIsEncryptedAndKeepsForAsLongAsSet() {
		Resource stream = prod.one("AWS::Kinesis::Stream", "EventStream");
		assertThat(stream.text("StreamEncryption.EncryptionType")).isEqualTo("KMS");
		assertThat(stream.at("ShardCount").asInt()).isEqualTo(4);
		assertThat(stream.at("RetentionPeriodHours").asInt()).isEqualTo(168);
		assertThat(full.one("AWS::Kinesis::Stream", "EventStream").at("DesiredShardLevelMetrics")).hasSize(7);
	}

	@Test
	void onDemandKinesisDecidesOnShards() {
		Resource stream = Synthesised.of("on-demand", Map.of("stream.mode", "on-demand"), false)
				.one("AWS::Kinesis::Stream", "EventStream");
		assertThat(stream.text("StreamModeDetails.StreamMode")).isEqualTo("ON_DEMAND");
		assertThat(stream.at("ShardCount").isMissingNode()).isTrue();
	}

	@Test
	void uploadsAreAnnouncedOnTheQueue() {
		JsonNode announced = dev.one("AWS::S3::Bucket", "FilesBucket")
				.at("NotificationConfiguration.QueueConfigurations");
		assertThat(announced).hasSize(2);
		assertThat(announced.get(0).get("Event").asString()).isEqualTo("s3:ObjectCreated:*");
		assertThat(dev.one("AWS::SQS::QueuePolicy", "FilesQueue").properties().toString()).contains("s3.amazonaws.com")
				.contains("aws:SourceArn");
		assertThat(
				dev.one("AWS::S3::Bucket", "FilesBucket").at("CorsConfiguration.CorsRules.0.ExposedHeaders").toString())
				.contains("ETag");
		assertThat(full.one("AWS::S3::Bucket", "FilesBucket").text("CorsConfiguration.CorsRules.0.AllowedOrigins.0"))
				.isEqualTo("https://app.example.com");
	}

	@Test
	void bucketsOfDataForgetLeftovers() {
		JsonNode rule = dev.one("AWS::S3::Bucket", "FilesBucket").at("LifecycleConfiguration.Rules.0");
		assertThat(rule.at("/NoncurrentVersionExpiration/NoncurrentDays").asInt()).isEqualTo(30);
		assertThat(rule.at("/AbortIncompleteMultipartUpload/DaysAfterInitiation").asInt()).isEqualTo(1);
		assertThat(rule.at("/Transitions/0/StorageClass").asString()).isEqualTo("INTELLIGENT_TIERING");
	}

	private int receives(String queue) {
		return dev.one("AWS::SQS::Queue", queue).at("RedrivePolicy.maxReceiveCount").asInt();
	}

	@Test
	void queuesHaveDeadLettersWhereSomethingConsumesThem() {
		assertThat(receives("FilesQueue")).as("outlasts a table that is down").isEqualTo(100);
		assertThat(receives("SampleQueue")).isEqualTo(5);
		assertThat(dev.all("AWS::SQS::Queue")).allSatisfy(queue -> {
			assertThat(queue.at("MessageRetentionPeriod").asInt()).isEqualTo(1_209_600);
			assertThat(queue.at("KmsMasterKeyId").isMissingNode()).isFalse();
		});
	}

	@Test
	void theBusKeepsAWeekAndItsRuleTriesAgain() {
		assertThat(dev.all("AWS::Events::Archive")).singleElement()
				.satisfies(archive -> assertThat(archive.at("RetentionDays").asInt()).isEqualTo(7));
		assertThat(dev.all("AWS::Events::Rule")).singleElement().satisfies(rule -> {
			assertThat(rule.at("Targets.0.RetryPolicy.MaximumRetryAttempts").asInt()).isEqualTo(185);
			assertThat(rule.at("Targets.0.DeadLetterConfig").isMissingNode()).isFalse();
		});
		assertThat(full.all("AWS::EventSchemas::Discoverer")).isEmpty();
	}

	@Test
	void secretsAreMadeAndNotWrittenDown() {
		assertThat(dev.all("AWS::SecretsManager::Secret")).hasSize(3).allSatisfy(secret -> {
			assertThat(secret.at("GenerateSecretString").isMissingNode()).isFalse();
			assertThat(secret.at("SecretString").isMissingNode()).isTrue();
			assertThat(secret.at("KmsKeyId").isMissingNode()).isFalse();
		});
		assertThat(dev.one("AWS::SecretsManager::Secret", "WebhookSecrets")
				.text("GenerateSecretString.SecretStringTemplate")).isEqualTo("{}");
		var digits = dev.one("AWS::SecretsManager::Secret", "BootstrapKey").at("GenerateSecretString");
		assertThat(digits.get("PasswordLength").asInt()).isEqualTo(80);
		assertThat(digits.get("ExcludeCharacters").asString()).isEqualTo("ghijklmnopqrstuvwxyz");
		assertThat(digits.get("ExcludeUppercase").asBoolean()).isTrue();
		assertThat(digits.get("ExcludePunctuation").asBoolean()).isTrue();
		assertThat(full.all("AWS::SecretsManager::RotationSchedule")).hasSize(2);
	}

	@Test
	void backupsAreDailyAndMonthly() {
		assertThat(prod.one("AWS::Backup::BackupPlan", "BackupPlan").at("BackupPlan.BackupPlanRule")).hasSize(2);
		assertThat(prod.one("AWS::Backup::BackupSelection", "BackupSelection").at("BackupSelection.Resources"))
				.hasSize(6);
		assertThat(dev.all("AWS::Backup::BackupPlan")).isEmpty();
	}

	@Test
	void theDatabaseIsPrivateEncryptedAndItsPasswordIsKeptByRds() {
		assertThat(dev.all("AWS::RDS::DBInstance")).isEmpty();
		Resource database = full.one("AWS::RDS::DBInstance", "Database");
		assertThat(database.at("StorageEncrypted").asBoolean(false)).isTrue();
		assertThat(database.at("PubliclyAccessible").asBoolean(true)).isFalse();
		assertThat(database.at("ManageMasterUserPassword").asBoolean(false)).isTrue();
		assertThat(database.at("MasterUserPassword").isMissingNode()).isTrue();
		assertThat(database.body().get("DeletionPolicy").asString()).isEqualTo("Snapshot");
	}

	private static long scaledTables(Synthesised synthesised) {
		return synthesised.all("AWS::ApplicationAutoScaling::ScalableTarget")
				.stream()
				.filter(target -> target.text("ServiceNamespace").equals("dynamodb"))
				.count();
	}
}
