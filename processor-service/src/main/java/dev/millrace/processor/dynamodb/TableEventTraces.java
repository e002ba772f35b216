package dev.millrace.processor.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import dev.millrace.processor.EventTraces;
import dev.millrace.processor.StoredTrace;

/** Reads what an event's item tells beside its document. */
final class TableEventTraces implements EventTraces {

	private static final int MOST = 100;

	private final DynamoDbClient client;
	private final String table;

	TableEventTraces(DynamoDbClient client, String table) {
		this.client = client;
		this.table = table;
	}

	@Override
	public List<StoredTrace> of(String id, Optional<String> source) {
		Map<String, AttributeValue> values = new HashMap<>(
				Map.of(":id", Attributes.text(id), ":claims", Attributes.number(Identity.CLAIMS_END)));
		source.ifPresent(wanted -> values.put(":source", Attributes.text(wanted)));
		var request = QueryRequest.builder()
				.tableName(table)
				.consistentRead(true)
				.keyConditionExpression("id = :id AND #timestamp > :claims")
				.filterExpression("attribute_exists(#type)" + source.map(_ -> " AND #source = :source").orElse(""))
				.projectionExpression("#source, #type, " + Attributes.TRACE)
				.expressionAttributeNames(Map.of("#timestamp", Attributes.TIMESTAMP, "#source", Attributes.SOURCE,
						"#type", Attributes.TYPE))
				.expressionAttributeValues(values)
				.build();
		return Failures.translated(() -> client.queryPaginator(request).items().stream().limit(MOST).toList())
				.stream()
				.map(Attributes::traceOf)
				.toList();
	}
}
