package dev.millrace.processor.dynamodb;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import dev.millrace.processor.Position;

/** The calls as DynamoDB knows them. */
final class DynamoDbEventItems implements EventItems {

	private final DynamoDbClient client;
	private final TableSettings settings;

	DynamoDbEventItems(DynamoDbClient client, TableSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	@Override
	public Sighting look(Identity identity) {
		var request = QueryRequest.builder()
				.tableName(settings.table())
				.consistentRead(true)
				.keyConditionExpression("id = :id")
				.filterExpression("#source = :source")
				.projectionExpression("#timestamp, winner")
				.expressionAttributeNames(Map.of("#source", Attributes.SOURCE, "#timestamp", Attributes.TIMESTAMP))
				.expressionAttributeValues(Map.of(":id", Attributes.text(identity.id()), ":source",
						Attributes.text(identity.source())))
				.build();
		var found = Failures.translated(() -> client.queryPaginator(request).items().stream().toList());
		Optional<String> winner = found.stream()
				.filter(item -> item.containsKey(Attributes.WINNER))
				.map(item -> Attributes.textOf(item, Attributes.WINNER))
				.findFirst();
		boolean stored = found.stream().anyMatch(item -> !item.containsKey(Attributes.WINNER));
		return new Sighting(stored, winner);
	}

	@Override
	public boolean claim(Identity identity, Position winner) {
		var request = PutItemRequest.builder()
				.tableName(settings.table())
				.item(Attributes.claim(identity, winner))
				.conditionExpression("attribute_not_exists(id) OR winner = :me")
				.expressionAttributeValues(Map.of(":me", Attributes.text(winner.toString())))
				.build();
		return Failures.translated(() -> {
			try {
				client.putItem(request);
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	@Override
	public Optional<String> put(EventItem item) {
		var request = PutItemRequest.builder()
				.tableName(settings.table())
				.item(Attributes.of(item, settings.indexSlots()))
				.conditionExpression("attribute_not_exists(id)")
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
				.build();
		return Failures.translated(() -> {
			try {
				client.putItem(request);
				return Optional.empty();
			} catch (ConditionalCheckFailedException e) {
				return Optional.of(Attributes.textOf(e.item(), Attributes.SOURCE));
			}
		});
	}

	@Override
	public List<EventItem> putAll(List<EventItem> items) {
		var puts = items.stream().map(this::write).toList();
		var request = BatchWriteItemRequest.builder().requestItems(Map.of(settings.table(), puts)).build();
		var unprocessed = Failures.translated(() -> client.batchWriteItem(request)).unprocessedItems();
		Set<Key> left = new HashSet<>();
		unprocessed.values().forEach(writes -> writes.forEach(write -> left.add(keyOf(write))));
		return items.stream().filter(item -> left.contains(item.key())).toList();
	}

	private WriteRequest write(EventItem item) {
		Map<String, AttributeValue> attributes = Attributes.of(item, settings.indexSlots());
		return WriteRequest.builder().putRequest(put -> put.item(attributes)).build();
	}

	private static Key keyOf(WriteRequest write) {
		return Attributes.keyOf(write.putRequest().item());
	}
}
