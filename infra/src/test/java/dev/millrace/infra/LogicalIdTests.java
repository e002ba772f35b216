package dev.millrace.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.millrace.infra.Synthesised.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** A logical id that changes is a table deleted and an empty one made: these change with a plan for the data, or not at all. */
@NeedsNode
class LogicalIdTests {

	private static final Map<String, Set<String>> PINNED = new TreeMap<>(Map.of(
			"AWS::Kinesis::Stream", Set.of("Data/EventStream"),
			"AWS::DynamoDB::Table",
			Set.of("Data/EventsTable", "Data/ProcessorTable", "Data/KeysTable", "Data/FilesTable",
					"Data/ReplaysTable", "Data/DeadlettersTable"),
			"AWS::S3::Bucket",
			Set.of("Foundation/AccessLogs", "Data/EventsBucket", "Data/FilesBucket", "Ops/CanaryArtifacts"),
			"AWS::SQS::Queue",
			Set.of("Data/DeadlettersQueue", "Data/FilesQueue", "Data/FiledeadlettersQueue", "Data/SampleQueue",
					"Data/SampledeadlettersQueue"),
			"AWS::KMS::Key", Set.of("Foundation/OperationsKey", "Data/DataKey"),
			"AWS::SecretsManager::Secret", Set.of("Data/CursorSecret", "Data/BootstrapKey", "Data/WebhookSecrets"),
			"AWS::Events::EventBus", Set.of("Data/Bus"),
			"AWS::Backup::BackupVault", Set.of("Data/BackupVault"),
			"AWS::RDS::DBInstance", Set.of("Data/Database"),
			"AWS::ECR::Repository",
			Set.of("Delivery/ingestImages", "Delivery/processorImages", "Delivery/fileImages")));

	@Test
	void whatHoldsDataKeepsItsIds() {
		var full = Synthesised.full();

		PINNED.forEach((type, ids) -> assertThat(full.all(type)).as(type)
				.extracting(resource -> resource.stack() + "/" + withoutHash(resource.id()))
				.containsAll(ids));
	}

	/** A new one is written down above when it is made. */
	@Test
	void nothingElseHoldsData() {
		var full = Synthesised.full();

		PINNED.forEach((type, ids) -> assertThat(new TreeSet<>(full.all(type)
				.stream()
				.map(resource -> resource.stack() + "/" + withoutHash(resource.id()))
				.collect(Collectors.toSet()))).as(type).isEqualTo(new TreeSet<>(ids)));
	}

	/** A switch or a preset that renamed the id would replace the data. */
	@Test
	void theIdsAreTheSameInEachEnvironment() {
		List<String> types = List.of("AWS::Kinesis::Stream", "AWS::DynamoDB::Table", "AWS::KMS::Key",
				"AWS::SQS::Queue");
		for (String type : types) {
			assertThat(ids(Synthesised.dev(), type)).isEqualTo(ids(Synthesised.prod(), type))
					.isEqualTo(ids(Synthesised.full(), type));
		}
	}

	private static Set<String> ids(Synthesised synthesised, String type) {
		return synthesised.all(type).stream().map(Resource::id).collect(Collectors.toCollection(TreeSet::new));
	}

	/** CDK ends the ids of constructs that hold several resources with eight characters of the path's hash. */
	private static String withoutHash(String id) {
		return id.replaceFirst("[0-9A-F]{8}$", "");
	}
}
