package dev.millrace.system.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DynamoDbContractIT {
	@RegisterExtension
	static final Endpoint endpoint = new Endpoint();

	private static final String TABLE = "contract-" + UUID.randomUUID();
	private static @Nullable DynamoDbClient shared;

	@BeforeAll
	static void makeTable() {
		var client = endpoint.client(DynamoDbClient.builder());
		shared = client;
		client.createTable(table -> table.tableName(TABLE)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.attributeDefinitions(attribute("id", ScalarAttributeType.S),
						attribute("timestamp", ScalarAttributeType.N), attribute("slot", ScalarAttributeType.S))
				.keySchema(key("id", KeyType.HASH), key("timestamp", KeyType.RANGE))
				.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
						.indexName("by-slot")
						.keySchema(key("slot", KeyType.HASH), key("timestamp", KeyType.RANGE))
						.projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
						.build()));
		client.waiter().waitUntilTableExists(table -> table.tableName(TABLE));
	}

	@AfterAll
	static void deleteTable() {
		client().deleteTable(table -> table.tableName(TABLE));
		client().close();
	}

	@Test
	void describesATableWithItsIndex() {
		var table = client().describeTable(describe -> describe.tableName(TABLE)).table();

		assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
		assertThat(table.globalSecondaryIndexes()).singleElement()
				.satisfies(index -> assertThat(index.indexName()).isEqualTo("by-slot"));
	}

	@Test
	void refusesATableThatIsThere() {
		assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> client().createTable(
				table -> table.tableName(TABLE)
						.billingMode(BillingMode.PAY_PER_REQUEST)
						.attributeDefinitions(attribute("id", ScalarAttributeType.S))
						.keySchema(key("id", KeyType.HASH))));
	}

	@Test
	void refusesATableThatIsNotThere() {
		assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(
				() -> client().getItem(get -> get.tableName("no-such-table").key(Map.of("id", text("a")))));
	}

	@Test
	void refusesAKeyThatDoesNotFitTheTable() {
		assertThatExceptionOfType(DynamoDbException.class)
				.isThrownBy(() -> client().putItem(put -> put.tableName(TABLE).item(Map.of("id", text("a")))))
				.satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
	}

	@Test
	void keepsBytesAndNumbersAsTheyCame() {
		var item = new HashMap<>(item("kinds", 1, "kinds"));
		item.put("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[]{0, -1})));
		item.put("number", AttributeValue.fromN("12345678901234567890123456789012345678"));
		item.put("list", AttributeValue.fromL(List.of(text("a"), AttributeValue.fromBool(true))));
		client().putItem(put -> put.tableName(TABLE).item(item));

		assertThat(get("kinds", 1)).isEqualTo(item);
	}

	@Test
	void takesTheFirstPutThatIsOnAConditionOnly() {
		putIfAbsent("first", 1, "one");

		assertThatExceptionOfType(ConditionalCheckFailedException.class)
				.isThrownBy(() -> putIfAbsent("first", 1, "two"))
				.satisfies(e -> assertThat(e.item()).containsEntry("slot", text("one")));
		assertThat(get("first", 1)).containsEntry("slot", text("one"));
	}

	@Test
	void takesOneOfManyPutsAtATime() {
		try (var async = endpoint.client(DynamoDbAsyncClient.builder())) {
			var puts = IntStream.range(0, 20)
					.mapToObj(i -> async.putItem(put -> put.tableName(TABLE)
							.item(item("race", 1, "n" + i))
							.conditionExpression("attribute_not_exists(id)"))
							.handle((_, failure) -> failure == null))
					.toList();

			assertThat(puts.stream().map(CompletableFuture::join)).filteredOn(Boolean::booleanValue).hasSize(1);
		}
	}

	@Test
	void writesAndGetsInBatches() {
		var items = IntStream.range(0, 25).mapToObj(i -> item("batch-" + i, i, "batch")).toList();
		var written = client().batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, items.stream()
				.map(item -> WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build())
				.toList())));

		assertThat(written.unprocessedItems()).isEmpty();
		var got = client().batchGetItem(batch -> batch.requestItems(Map.of(TABLE,
				KeysAndAttributes.builder()
						.keys(items.stream().map(DynamoDbContractIT::keyOf).toList())
						.build())));
		assertThat(got.responses().get(TABLE)).containsExactlyInAnyOrderElementsOf(items);
	}

	@Test
	void queriesNewestFirstPageByPage() {
		IntStream.rangeClosed(1, 25)
				.forEach(i -> client().putItem(
						put -> put.tableName(TABLE).item(item("page-" + i, i, "pages"))));

		var found = new ArrayList<Integer>();
		var pages = client().queryPaginator(bySlot("pages").limit(10).build()).stream().toList();
		pages.forEach(page -> page.items().forEach(item -> found.add(timestamp(item))));

		assertThat(pages.getFirst().items()).hasSize(10);
		assertThat(found).isEqualTo(IntStream.rangeClosed(1, 25).map(i -> 26 - i).boxed().toList());
	}

	@Test
	void queriesBetweenTwoTimes() {
		IntStream.rangeClosed(1, 9)
				.forEach(
						i -> client().putItem(put -> put.tableName(TABLE).item(item("between", i, "between"))));

		var found = client().query(bySlot("between").keyConditionExpression("slot = :slot AND #t BETWEEN :a AND :b")
				.expressionAttributeNames(Map.of("#t", "timestamp"))
				.expressionAttributeValues(Map.of(":slot", text("between"), ":a", number(3), ":b", number(5)))
				.build());

		assertThat(found.items()).extracting(DynamoDbContractIT::timestamp).containsExactly(5, 4, 3);
	}

	@Test
	void writesAllOfATransactionOrNothing() {
		putIfAbsent("taken", 1, "before");

		assertThatExceptionOfType(TransactionCanceledException.class).isThrownBy(() -> transaction("free", "taken"))
				.satisfies(e -> assertThat(e.cancellationReasons()).extracting(reason -> reason.code())
						.containsExactly("None", "ConditionalCheckFailed"));
		assertThat(get("free", 1)).isEmpty();
		transaction("free", "free-too");
		assertThat(get("free", 1)).isNotEmpty();
		assertThat(get("free-too", 1)).isNotEmpty();
	}

	@Test
	void updatesCountersAtomically() {
		try (var async = endpoint.client(DynamoDbAsyncClient.builder())) {
			var updates = IntStream.range(0, 30)
					.mapToObj(_ -> async.updateItem(update -> update.tableName(TABLE)
							.key(key("counter", 1))
							.updateExpression("ADD hits :one")
							.expressionAttributeValues(Map.of(":one", number(1)))))
					.toList();
			updates.forEach(CompletableFuture::join);
		}

		assertThat(get("counter", 1)).containsEntry("hits", number(30));
	}

	@Test
	void refusesAnItemAbove400Kilobytes() {
		var item = new HashMap<>(item("large", 1, "large"));
		item.put("data", text("x".repeat(400 * 1024)));

		assertThatExceptionOfType(DynamoDbException.class)
				.isThrownBy(() -> client().putItem(put -> put.tableName(TABLE).item(item)))
				.withMessageContaining("Item size has exceeded the maximum allowed size");
	}

	@Test
	void knowsATableAsItIsNowWhateverItWas() {
		String changing = "contract-" + UUID.randomUUID();
		make(changing, "id");
		client().putItem(put -> put.tableName(changing).item(Map.of("id", text("before"), "colour", text("red"))));

		client().updateTable(table -> table.tableName(changing)
				.attributeDefinitions(attribute("id", ScalarAttributeType.S),
						attribute("colour", ScalarAttributeType.S))
				.globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
						.create(index -> index.indexName("by-colour")
								.keySchema(key("colour", KeyType.HASH))
								.projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)))
						.build()));
		Awaitility.await().until(() -> isActive(changing, "by-colour"));
		client().putItem(put -> put.tableName(changing).item(Map.of("id", text("after"), "colour", text("red"))));
		var found = client().query(query -> query.tableName(changing)
				.indexName("by-colour")
				.keyConditionExpression("colour = :colour")
				.expressionAttributeValues(Map.of(":colour", text("red")))).items();
		assertThat(found).extracting(item -> item.get("id")).containsExactlyInAnyOrder(text("before"), text("after"));

		client().deleteTable(table -> table.tableName(changing));
		client().waiter().waitUntilTableNotExists(table -> table.tableName(changing));
		make(changing, "name");
		client().putItem(put -> put.tableName(changing).item(Map.of("name", text("anew"))));
		assertThat(client().getItem(get -> get.tableName(changing).key(Map.of("name", text("anew")))).item())
				.containsOnlyKeys("name");
		client().deleteTable(table -> table.tableName(changing));
	}

	private static void make(String table, String hashKey) {
		client().createTable(create -> create.tableName(table)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.attributeDefinitions(attribute(hashKey, ScalarAttributeType.S))
				.keySchema(key(hashKey, KeyType.HASH)));
		client().waiter().waitUntilTableExists(describe -> describe.tableName(table));
	}

	private static boolean isActive(String table, String index) {
		return client().describeTable(describe -> describe.tableName(table))
				.table()
				.globalSecondaryIndexes()
				.stream()
				.anyMatch(one -> one.indexName().equals(index) && one.indexStatus() == IndexStatus.ACTIVE);
	}

	private static void putIfAbsent(String id, int timestamp, String slot) {
		client().putItem(put -> put.tableName(TABLE)
				.item(item(id, timestamp, slot))
				.conditionExpression("attribute_not_exists(id)")
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
	}

	private static void transaction(String... ids) {
		client().transactWriteItems(write -> write.transactItems(List.of(ids)
				.stream()
				.map(id -> TransactWriteItem.builder()
						.put(put -> put.tableName(TABLE)
								.item(item(id, 1, "transaction"))
								.conditionExpression("attribute_not_exists(id)"))
						.build())
				.toList()));
	}

	private static QueryRequest.Builder bySlot(String slot) {
		return QueryRequest.builder()
				.tableName(TABLE)
				.indexName("by-slot")
				.scanIndexForward(false)
				.keyConditionExpression("slot = :slot")
				.expressionAttributeValues(Map.of(":slot", text(slot)));
	}

	private static Map<String, AttributeValue> get(String id, int timestamp) {
		return client().getItem(get -> get.tableName(TABLE).key(key(id, timestamp)).consistentRead(true)).item();
	}

	private static Map<String, AttributeValue> item(String id, int timestamp, String slot) {
		return Map.of("id", text(id), "timestamp", number(timestamp), "slot", text(slot));
	}

	private static int timestamp(Map<String, AttributeValue> item) {
		return Integer.parseInt(Objects.requireNonNull(item.get("timestamp")).n());
	}

	private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
		return Map.of("id", item.get("id"), "timestamp", item.get("timestamp"));
	}

	private static Map<String, AttributeValue> key(String id, int timestamp) {
		return Map.of("id", text(id), "timestamp", number(timestamp));
	}

	private static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	private static AttributeValue number(int value) {
		return AttributeValue.fromN(String.valueOf(value));
	}

	private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
		return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
	}

	private static KeySchemaElement key(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private static DynamoDbClient client() {
		return Objects.requireNonNull(shared);
	}
}
