package dev.millrace.processor.dynamodb;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.KeptLetters;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.Place;

/**
 * Dead letters in a table of their own, an item each. Open ones share one partition of the index by time: a flood of letters
 * slows only the way out of the queue, which holds them meanwhile.
 */
final class TableKeptLetters implements KeptLetters {

	private static final String BY_TIME = "by-time";
	private static final String BY_EVENT = "by-event";
	/** Bytes in an item, of the 400 KiB that it may have; more lie in the bucket. */
	private static final int MOST_BYTES = 256 << 10;
	private static final int MOST_OF_EVENT = 100;

	private final DynamoDbClient client;
	private final LetterTableSettings settings;
	private final LargeLetters large;

	TableKeptLetters(DynamoDbClient client, LetterTableSettings settings, LargeLetters large) {
		this.client = client;
		this.settings = settings;
		this.large = large;
	}

	@Override
	public void keep(DeadLetter letter) {
		var kept = KeptLetter.of(letter);
		Map<String, AttributeValue> item = LetterItem.of(kept, settings.closedLettersFor());
		byte[] bytes = letter.record().bytes();
		item.put(LetterItem.BYTES,
				bytes.length > MOST_BYTES ? Attributes.text(large.keep(letter)) : Attributes.binary(bytes));
		putIf("attribute_not_exists(id) OR closedAt < :tried",
				Map.of(":tried", Attributes.number(letter.reason().lastAt().toEpochMilli())), item);
	}

	@Override
	public Optional<KeptLetter> find(String id) {
		return get(id).map(LetterItem::letterOf);
	}

	@Override
	public Optional<byte[]> bytes(String id) {
		return get(id).flatMap(item -> LetterItem.bytesOf(item, large));
	}

	@Override
	public boolean isKnown(String id) {
		return !item(id).isEmpty();
	}

	private Optional<Map<String, AttributeValue>> get(String id) {
		return Optional.of(item(id)).filter(item -> item.containsKey(LetterItem.STATE));
	}

	private Map<String, AttributeValue> item(String id) {
		return Failures.translated(() -> client.getItem(
				get -> get.tableName(settings.deadLetterTable()).key(LetterItem.key(id)).consistentRead(true)))
				.item();
	}

	@Override
	public Page list(Selection selection, Optional<Place> after, int limit) {
		var answer = Failures.translated(() -> client.query(request(selection, after, limit)));
		return new Page(answer.items().stream().map(LetterItem::letterOf).toList(),
				Optional.of(answer.lastEvaluatedKey()).filter(key -> !key.isEmpty()).map(TableKeptLetters::place));
	}

	private QueryRequest request(Selection selection, Optional<Place> after, int limit) {
		Map<String, String> names = new LinkedHashMap<>(
				Map.of("#state", LetterItem.STATE, "#tried", LetterItem.TRIED_AT));
		Map<String, AttributeValue> values = new HashMap<>(Map.of(":open", Attributes.text(LetterItem.OPEN), ":from",
				Attributes.number(selection.from().map(from -> from.toEpochMilli()).orElse(Long.MIN_VALUE)), ":to",
				Attributes.number(selection.to().map(to -> to.toEpochMilli() - 1).orElse(Long.MAX_VALUE))));
		return QueryRequest.builder()
				.tableName(settings.deadLetterTable())
				.indexName(BY_TIME)
				.keyConditionExpression("#state = :open AND #tried BETWEEN :from AND :to")
				.filterExpression(filter(selection, names, values))
				.expressionAttributeNames(names)
				.expressionAttributeValues(values)
				.exclusiveStartKey(after.map(TableKeptLetters::key).orElse(null))
				.scanIndexForward(false)
				.limit(limit)
				.build();
	}

	private static @Nullable String filter(Selection selection, Map<String, String> names,
			Map<String, AttributeValue> values) {
		Map<String, Optional<String>> wanted = new LinkedHashMap<>();
		wanted.put(LetterItem.REASON, selection.reason());
		wanted.put(LetterItem.TYPE, selection.type());
		wanted.forEach((name, value) -> value.ifPresent(text -> {
			names.put("#" + name, name);
			values.put(":" + name, Attributes.text(text));
		}));
		List<String> parts = wanted.entrySet()
				.stream()
				.filter(entry -> entry.getValue().isPresent())
				.map(entry -> "#%1$s = :%1$s".formatted(entry.getKey()))
				.toList();
		return parts.isEmpty() ? null : String.join(" AND ", parts);
	}

	private static Place place(Map<String, AttributeValue> key) {
		return new Place(Attributes.numberOf(key, LetterItem.TRIED_AT), 0, Attributes.textOf(key, LetterItem.ID));
	}

	private static Map<String, AttributeValue> key(Place place) {
		return Map.of(LetterItem.ID, Attributes.text(place.id()), LetterItem.STATE, Attributes.text(LetterItem.OPEN),
				LetterItem.TRIED_AT, Attributes.number(place.timestamp()));
	}

	@Override
	public List<KeptLetter> ofEvent(String eventId) {
		var request = QueryRequest.builder()
				.tableName(settings.deadLetterTable())
				.indexName(BY_EVENT)
				.keyConditionExpression("eventId = :event")
				.expressionAttributeValues(Map.of(":event", Attributes.text(eventId)))
				.limit(MOST_OF_EVENT)
				.build();
		return Failures.translated(() -> client.query(request)).items().stream().map(LetterItem::letterOf).toList();
	}

	/** Only while it is open, so that of two who close it at once one does, and nobody opens it again. */
	@Override
	public void update(KeptLetter letter) {
		get(letter.id()).ifPresent(open -> {
			Map<String, AttributeValue> item = LetterItem.of(letter, settings.closedLettersFor());
			if (letter.closing().isEmpty() && open.containsKey(LetterItem.BYTES)) {
				item.put(LetterItem.BYTES, open.get(LetterItem.BYTES));
			}
			putIf("attribute_exists(#state)", Map.of(), item);
		});
	}

	private void putIf(String condition, Map<String, AttributeValue> values, Map<String, AttributeValue> item) {
		var request = PutItemRequest.builder()
				.tableName(settings.deadLetterTable())
				.item(item)
				.conditionExpression(condition)
				.expressionAttributeNames(condition.contains("#state") ? Map.of("#state", LetterItem.STATE) : null)
				.expressionAttributeValues(values.isEmpty() ? null : values)
				.build();
		Failures.translated(() -> {
			try {
				client.putItem(request);
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false; // It is as it should be: there already, or closed.
			}
		});
	}
}
