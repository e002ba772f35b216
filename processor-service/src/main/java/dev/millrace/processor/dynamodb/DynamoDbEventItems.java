package dev.millrace.processor.dynamodb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import dev.millrace.processor.Unavailable;

/**
 * The calls as DynamoDB knows them. BatchWriteItem knows no conditions; PartiQL's INSERT has one by its nature (no item of
 * this key may be there) and 25 of them go into one call, each answered by itself.
 */
final class DynamoDbEventItems implements EventItems {

	/** An answer may leave keys out, as when throttled; so often nothing may come before the call is given up. */
	private static final int MOST_EMPTY_ANSWERS = 5;

	private final DynamoDbClient client;
	private final TableSettings settings;
	private final Expiry expiry;
	private final InstantSource clock;
	/** By the attributes that they set, of which there are a handful of combinations. */
	private final Map<List<String>, String> statements = new ConcurrentHashMap<>();

	DynamoDbEventItems(DynamoDbClient client, TableSettings settings, InstantSource clock) {
		this.client = client;
		this.settings = settings;
		this.expiry = Expiry.parse(settings.expire());
		this.clock = clock;
	}

	@Override
	public List<Put> putAll(List<? extends Item> items) {
		var inserts = items.stream().map(this::insert).toList();
		var request = BatchExecuteStatementRequest.builder().statements(inserts).build();
		var answers = Failures.translated(() -> client.batchExecuteStatement(request)).responses();
		if (answers.size() != items.size()) {
			throw new Unavailable("%d answers to %d statements".formatted(answers.size(), items.size()));
		}
		return answers.stream().map(DynamoDbEventItems::put).toList();
	}

	private BatchStatementRequest insert(Item item) {
		Map<String, AttributeValue> attributes = Attributes.of(item, settings.indexSlots(), expiry, clock.instant());
		return BatchStatementRequest.builder()
				.statement(statements.computeIfAbsent(List.copyOf(attributes.keySet()), this::insert))
				.parameters(attributes.values())
				.build();
	}

	private String insert(List<String> attributes) {
		String names = attributes.stream().map("'%s':?"::formatted).collect(Collectors.joining(","));
		return "INSERT INTO \"%s\" VALUE {%s}".formatted(settings.table(), names);
	}

	private static Put put(BatchStatementResponse answer) {
		if (answer.error() == null) {
			return new Put.Done();
		}
		return answer.error().code() == BatchStatementErrorCodeEnum.DUPLICATE_ITEM
				? new Put.Occupied()
				: new Put.Failed(Failures.of(answer.error()));
	}

	@Override
	public Map<Key, Occupant> at(Collection<Key> keys) {
		Map<Key, Occupant> found = new HashMap<>();
		Map<String, KeysAndAttributes> wanted = Map.of(settings.table(), wanted(keys));
		for (int emptyAnswers = 0; !wanted.isEmpty() && emptyAnswers < MOST_EMPTY_ANSWERS;) {
			var request = BatchGetItemRequest.builder().requestItems(wanted).build();
			var answer = Failures.translated(() -> client.batchGetItem(request));
			var some = answer.responses().getOrDefault(settings.table(), List.of());
			some.forEach(item -> found.put(Attributes.keyOf(item), occupant(item)));
			emptyAnswers = some.isEmpty() ? emptyAnswers + 1 : 0;
			wanted = answer.unprocessedKeys();
		}
		if (!wanted.isEmpty()) {
			throw new Unavailable("the table does not say what it holds");
		}
		return found;
	}

	private static KeysAndAttributes wanted(Collection<Key> keys) {
		return KeysAndAttributes.builder()
				.keys(keys.stream().map(Attributes::key).toList())
				.consistentRead(true)
				.projectionExpression(
						"id, #timestamp, #source, shardId, sequenceNumber, subsequenceNumber, winner, countsUntil")
				.expressionAttributeNames(Map.of("#timestamp", Attributes.TIMESTAMP, "#source", Attributes.SOURCE))
				.build();
	}

	private Occupant occupant(Map<String, AttributeValue> item) {
		return new Occupant(Attributes.textOf(item, Attributes.SOURCE), Attributes.broughtBy(item),
				Attributes.winnerOf(item, clock.instant()));
	}

	@Override
	public boolean isStored(Identity identity) {
		var request = QueryRequest.builder()
				.tableName(settings.table())
				.consistentRead(true)
				.keyConditionExpression("id = :id AND #timestamp > :claims")
				.filterExpression("#source = :source AND attribute_exists(#type)")
				.projectionExpression("#timestamp")
				.expressionAttributeNames(Map.of("#source", Attributes.SOURCE, "#timestamp", Attributes.TIMESTAMP,
						"#type", Attributes.TYPE))
				.expressionAttributeValues(Map.of(":id", Attributes.text(identity.id()), ":source",
						Attributes.text(identity.source()), ":claims", Attributes.number(Identity.CLAIMS_END)))
				.build();
		return Failures.translated(() -> client.queryPaginator(request).items().stream().findAny()).isPresent();
	}

	@Override
	public boolean take(Claim claim) {
		Instant now = clock.instant();
		Map<String, AttributeValue> values = new HashMap<>(Map.of(":me", Attributes.text(claim.winner().toString()),
				":source", Attributes.text(claim.identity().source()), ":now", Attributes.number(now.toEpochMilli())));
		Optional<Instant> until = expiry.ofClaim(claim.event(), now);
		until.ifPresent(end -> values.put(":until", Attributes.number(end.toEpochMilli())));
		return update(claim.key(),
				"SET winner = :me" + until.map(_ -> ", countsUntil = :until").orElse(" REMOVE countsUntil"),
				"(attribute_not_exists(winner) OR countsUntil <= :now) AND attribute_not_exists(#type) AND #source = :source",
				Map.of("#source", Attributes.SOURCE, "#type", Attributes.TYPE), values);
	}

	@Override
	public void release(Claim claim) {
		update(claim.key(), "REMOVE winner", "winner = :me", Map.of(),
				Map.of(":me", Attributes.text(claim.winner().toString())));
	}

	private boolean update(Key key, String update, String condition, Map<String, String> names,
			Map<String, AttributeValue> values) {
		var request = UpdateItemRequest.builder()
				.tableName(settings.table())
				.key(Attributes.key(key))
				.updateExpression(update)
				.conditionExpression(condition)
				.expressionAttributeNames(names.isEmpty() ? null : names)
				.expressionAttributeValues(values)
				.build();
		return Failures.translated(() -> {
			try {
				client.updateItem(request);
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}
}
