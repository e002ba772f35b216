package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.Unavailable;

/** Reads the documents of many keys, up to what one answer may hold. */
final class Documents {

	/** Bytes of documents after which a page ends. */
	static final int ENOUGH = 8 << 20;
	/** Keys of one call: at 400 KiB an item they stay below the 16 MiB of an answer. */
	private static final int AT_ONCE = 32;
	/** An answer may leave keys out, as when throttled; so often in a row nothing comes before the call is given up. */
	private static final int MOST_EMPTY_ANSWERS = 5;
	private static final byte[] GONE = {};

	private final DynamoDbClient client;
	private final String table;
	private final LargeEvents large;

	Documents(DynamoDbClient client, String table, LargeEvents large) {
		this.client = client;
		this.table = table;
		this.large = large;
	}

	/**
	 * The documents of the first keys, in their order, the last being the one that makes the answer large enough; an
	 * empty one where the item is gone.
	 */
	List<byte[]> read(List<Key> keys) {
		List<byte[]> read = new ArrayList<>();
		long bytes = 0;
		for (int from = 0; from < keys.size(); from += AT_ONCE) {
			List<Key> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
			Map<Key, Map<String, AttributeValue>> found = get(some);
			for (Key key : some) {
				var item = found.get(key);
				byte[] document = item == null ? GONE : Attributes.documentOf(item, large);
				read.add(document);
				bytes += document.length;
				if (bytes >= ENOUGH) {
					return read;
				}
			}
		}
		return read;
	}

	private Map<Key, Map<String, AttributeValue>> get(List<Key> keys) {
		Map<Key, Map<String, AttributeValue>> found = new HashMap<>();
		Map<String, KeysAndAttributes> wanted = Map.of(table, wanted(keys));
		for (int emptyAnswers = 0; !wanted.isEmpty() && emptyAnswers < MOST_EMPTY_ANSWERS;) {
			var request = BatchGetItemRequest.builder().requestItems(wanted).build();
			var answer = Failures.translated(() -> client.batchGetItem(request));
			List<Map<String, AttributeValue>> items = answer.responses().getOrDefault(table, List.of());
			items.forEach(item -> found.put(Attributes.keyOf(item), item));
			emptyAnswers = items.isEmpty() ? emptyAnswers + 1 : 0;
			wanted = answer.unprocessedKeys();
		}
		if (!wanted.isEmpty()) {
			throw new Unavailable("the table does not give out what it holds");
		}
		return found;
	}

	/** Read consistently: what an index shows, its table has. */
	private static KeysAndAttributes wanted(List<Key> keys) {
		return KeysAndAttributes.builder()
				.keys(keys.stream().map(Attributes::key).toList())
				.consistentRead(true)
				.projectionExpression("id, #timestamp, #event")
				.expressionAttributeNames(Map.of("#timestamp", Attributes.TIMESTAMP, "#event", Attributes.EVENT))
				.build();
	}
}
