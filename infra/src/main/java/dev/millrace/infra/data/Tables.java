package dev.millrace.infra.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.dynamodb.CfnTable.ProvisionedThroughputProperty;
import software.amazon.awscdk.services.kms.IKey;
import tools.jackson.databind.JsonNode;

import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The tables as they are declared for every environment, with what only AWS has: encryption, recovery, capacity, protection. */
public final class Tables {

	/** Items go by themselves after the second that stands here, where one stands here. */
	private static final String TIME_TO_LIVE = "expiresAt";
	private static final Set<String> WITH_TIME_TO_LIVE = Set.of("events", "files", "replays", "dead-letters");
	private static final Set<String> WITH_STREAMS = Set.of("events", "files");
	/** Whose load is that of the events; the others' is a few writes a second. */
	private static final String BUSY = "events";
	private static final int LEAST_OF_THE_OTHERS = 5;

	private final PlatformStack stack;
	private final IKey key;
	private final Map<String, CfnTable> tables = new LinkedHashMap<>();

	Tables(PlatformStack stack, IKey key) {
		this.stack = stack;
		this.key = key;
		stack.plan().declarations().tables().forEach((word, declared) -> tables.put(word, table(word, declared)));
	}

	/** The words of all tables, in the order in which they are declared. */
	public Set<String> words() {
		return tables.keySet();
	}

	public CfnTable table(String word) {
		var table = tables.get(word);
		if (table == null) {
			throw new IllegalArgumentException("No table '%s' is declared".formatted(word));
		}
		return table;
	}

	public String name(String word) {
		return table(word).getRef();
	}

	/** Of the table and of each of its indexes. */
	public List<String> arnsWithIndexes(String word) {
		String arn = table(word).getAttrArn();
		JsonNode indexes = stack.plan().declarations().table(word).path("GlobalSecondaryIndexes");
		return Stream.concat(Stream.of(arn), indexes.valueStream().map(index -> arn + "/index/" + indexName(index)))
				.toList();
	}

	private CfnTable table(String word, JsonNode declared) {
		var settings = stack.settings();
		var capacity = settings.tables().capacity().map(chosen -> bounds(word, chosen));
		var table = CfnTable.Builder.create(stack, id(word) + "Table")
				.tableName(stack.name(Limit.TABLE, word))
				.keySchema(keySchema(declared))
				.attributeDefinitions(attributes(declared))
				.billingMode(capacity.isPresent() ? "PROVISIONED" : "PAY_PER_REQUEST")
				.deletionProtectionEnabled(settings.deletionProtection())
				.pointInTimeRecoverySpecification(CfnTable.PointInTimeRecoverySpecificationProperty.builder()
						.pointInTimeRecoveryEnabled(settings.tables().pointInTimeRecovery())
						.build())
				.sseSpecification(CfnTable.SSESpecificationProperty.builder()
						.sseEnabled(true)
						.sseType("KMS")
						.kmsMasterKeyId(key.getKeyArn())
						.build());
		List<Object> indexes = indexes(declared, capacity.map(Tables::least).orElse(null));
		if (!indexes.isEmpty()) {
			table.globalSecondaryIndexes(indexes);
		}
		capacity.map(Tables::least).ifPresent(table::provisionedThroughput);
		if (settings.tables().streams() && WITH_STREAMS.contains(word)) {
			table.streamSpecification(
					CfnTable.StreamSpecificationProperty.builder().streamViewType("NEW_AND_OLD_IMAGES").build());
		}
		if (WITH_TIME_TO_LIVE.contains(word)) {
			table.timeToLiveSpecification(CfnTable.TimeToLiveSpecificationProperty.builder()
					.attributeName(TIME_TO_LIVE)
					.enabled(true)
					.build());
		}
		var made = table.build();
		made.applyRemovalPolicy(stack.removal());
		if (!settings.tables().pointInTimeRecovery()) {
			PlatformStack.accept(made, "AwsSolutions::AwsSolutions-DDB3",
					"Switched off by tables.point-in-time-recovery, as environments that hold no one's data may.");
		}
		capacity.ifPresent(bounds -> new TableScaling(stack, made, id(word), bounds)
				.scale(declared.path("GlobalSecondaryIndexes").valueStream().map(Tables::indexName).toList()));
		return made;
	}

	private static Settings.Capacity bounds(String word, Settings.Capacity chosen) {
		return word.equals(BUSY)
				? chosen
				: new Settings.Capacity(Math.min(LEAST_OF_THE_OTHERS, chosen.min()), chosen.max());
	}

	private static ProvisionedThroughputProperty least(Settings.Capacity capacity) {
		return ProvisionedThroughputProperty.builder()
				.readCapacityUnits(capacity.min())
				.writeCapacityUnits(capacity.min())
				.build();
	}

	private static List<Object> keySchema(JsonNode of) {
		return of.get("KeySchema")
				.valueStream()
				.<Object>map(key -> CfnTable.KeySchemaProperty.builder()
						.attributeName(key.get("AttributeName").stringValue())
						.keyType(key.get("KeyType").stringValue())
						.build())
				.toList();
	}

	private static List<Object> attributes(JsonNode declared) {
		return declared.get("AttributeDefinitions")
				.valueStream()
				.<Object>map(attribute -> CfnTable.AttributeDefinitionProperty.builder()
						.attributeName(attribute.get("AttributeName").stringValue())
						.attributeType(attribute.get("AttributeType").stringValue())
						.build())
				.toList();
	}

	private static List<Object> indexes(JsonNode declared,
			@Nullable ProvisionedThroughputProperty least) {
		return declared.path("GlobalSecondaryIndexes").valueStream().<Object>map(index -> {
			JsonNode projected = index.get("Projection");
			var projection = CfnTable.ProjectionProperty.builder()
					.projectionType(projected.get("ProjectionType").stringValue());
			if (projected.has("NonKeyAttributes")) {
				projection.nonKeyAttributes(
						projected.get("NonKeyAttributes").valueStream().map(JsonNode::stringValue).toList());
			}
			var property = CfnTable.GlobalSecondaryIndexProperty.builder()
					.indexName(indexName(index))
					.keySchema(keySchema(index))
					.projection(projection.build());
			if (least != null) {
				property.provisionedThroughput(least);
			}
			return property.build();
		}).toList();
	}

	private static String indexName(JsonNode index) {
		return index.get("IndexName").stringValue();
	}

	/** A word as a part of a logical id. */
	static String id(String word) {
		return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1).replace("-", "");
	}
}
