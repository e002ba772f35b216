package dev.millrace.file.dynamodb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stretch of an index over all of its slots.
 *
 * @param value whose slots
 * @param from the least id, and {@code to} the greatest
 */
record IndexRange(Index index, String value, String from, String to) {

	/** Sorts before every id, and after it. */
	static final String FIRST = "0";
	static final String LAST = "g";

	/** Ids in it, in their order or against it. */
	List<String> ids(DynamoDbClient client, TableSettings settings, boolean forward, int most) {
		var order = forward ? Comparator.<String>naturalOrder() : Comparator.<String>reverseOrder();
		return IntStream.range(0, settings.indexSlots())
				.boxed()
				.flatMap(slot -> slot(client, settings, slot, forward, most).stream())
				.sorted(order)
				.limit(most)
				.toList();
	}

	private List<String> slot(DynamoDbClient client, TableSettings settings, int slot, boolean forward, int most) {
		return client.query(query -> query.tableName(settings.table())
				.indexName(index.word())
				.keyConditionExpression("%s = :slot AND id BETWEEN :from AND :to".formatted(index.attribute()))
				.expressionAttributeValues(Map.of(":slot", index.value(value, slot), ":from",
						AttributeValue.fromS(from), ":to", AttributeValue.fromS(to)))
				.scanIndexForward(forward)
				.limit(most)).items().stream().map(FileItem::id).toList();
	}
}
