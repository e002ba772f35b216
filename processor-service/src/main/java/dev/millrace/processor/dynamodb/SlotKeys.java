package dev.millrace.processor.dynamodb;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The keys of one slot of an index, in one order of time, fetched as they are needed. */
final class SlotKeys {

	/**
	 * A key as the index holds it.
	 *
	 * @param key of the event's item
	 * @param slot the slot's number
	 * @param type the event's, where the index tells it
	 */
	record Found(Key key, int slot, Optional<String> type) {}

	private final DynamoDbClient client;
	private final QueryRequest request;
	private final int slot;
	private final Queue<Found> fetched = new ArrayDeque<>();
	private @Nullable Map<String, AttributeValue> resumeAt;
	private boolean ended;

	SlotKeys(DynamoDbClient client, QueryRequest request, int slot, Optional<Map<String, AttributeValue>> resumeAt) {
		this.client = client;
		this.request = request;
		this.slot = slot;
		this.resumeAt = resumeAt.orElse(null);
	}

	/** The first key that is left, if one is; it stays until it is removed. */
	@Nullable
	Found peek() {
		while (fetched.isEmpty() && !ended) {
			fetch();
		}
		return fetched.peek();
	}

	void remove() {
		fetched.remove();
	}

	private void fetch() {
		var page = Failures.translated(() -> client.query(request.toBuilder().exclusiveStartKey(resumeAt).build()));
		page.items().forEach(item -> fetched.add(new Found(Attributes.keyOf(item), slot, typeOf(item))));
		resumeAt = page.lastEvaluatedKey();
		ended = !page.hasLastEvaluatedKey();
	}

	private static Optional<String> typeOf(Map<String, AttributeValue> item) {
		return Optional.ofNullable(item.get(Attributes.TYPE)).map(AttributeValue::s);
	}
}
