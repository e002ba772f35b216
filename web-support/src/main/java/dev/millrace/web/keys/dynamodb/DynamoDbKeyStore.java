package dev.millrace.web.keys.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import dev.millrace.web.keys.KeyStore;
import dev.millrace.web.keys.KeysUnavailable;
import dev.millrace.web.keys.StoredKey;

/** Keys in a table. Reads are consistent: a revocation that was answered is seen by the next read. */
final class DynamoDbKeyStore implements KeyStore, AutoCloseable {

	/** A request waits for this, so it is short; {@link KeyStore#find} promises as much. */
	private static final Duration CALL = Duration.ofSeconds(5);
	private static final Duration ATTEMPT = Duration.ofSeconds(2);
	private static final int CONNECTIONS = 32;

	private final String table;
	/** Made when it is first asked: a service whose only key is the bootstrap key needs neither table nor region. */
	private @Nullable DynamoDbClient client;

	DynamoDbKeyStore(String table) {
		this.table = table;
	}

	@Override
	public Optional<StoredKey> find(String id) {
		var item = ask(client -> client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)))
				.item();
		return item.isEmpty() ? Optional.empty() : Optional.of(KeyItem.read(item));
	}

	@Override
	public void add(StoredKey key) {
		ask(client -> client.putItem(put -> put.tableName(table)
				.item(KeyItem.of(key))
				.conditionExpression("attribute_not_exists(" + KeyItem.ID + ")")));
	}

	@Override
	public boolean revoke(String id, Instant at) {
		return ask(client -> {
			try {
				client.updateItem(update -> update.tableName(table)
						.key(key(id))
						.conditionExpression("attribute_exists(%s)".formatted(KeyItem.ID))
						.updateExpression("SET %1$s = if_not_exists(%1$s, :at)".formatted(KeyItem.REVOKED_AT))
						.expressionAttributeValues(Map.of(":at", KeyItem.text(at.toString()))));
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	/** One more than is asked for is read, to know whether there is one; a page of the table may be shorter. */
	@Override
	public Page list(Optional<String> after, int limit) {
		List<StoredKey> keys = new ArrayList<>();
		Map<String, AttributeValue> from = after.map(DynamoDbKeyStore::key).orElse(Map.of());
		do {
			var start = from;
			int wanted = limit + 1 - keys.size();
			var page = ask(client -> client.scan(scan -> scan.tableName(table)
					.limit(wanted)
					.consistentRead(true)
					.exclusiveStartKey(start.isEmpty() ? null : start)));
			page.items().forEach(item -> keys.add(KeyItem.read(item)));
			from = page.lastEvaluatedKey();
		} while (keys.size() <= limit && !from.isEmpty());
		return new Page(keys.subList(0, Math.min(limit, keys.size())), keys.size() > limit);
	}

	@Override
	public synchronized void close() {
		if (client != null) {
			client.close();
		}
	}

	private <T> T ask(Function<DynamoDbClient, T> question) {
		try {
			return question.apply(client());
		} catch (ConditionalCheckFailedException e) {
			throw new IllegalStateException("The id of a new key is taken", e);
		} catch (SdkException e) {
			throw new KeysUnavailable("The table %s does not answer: %s".formatted(table, e.getMessage()), e);
		}
	}

	private synchronized DynamoDbClient client() {
		if (client == null) {
			client = DynamoDbClient.builder()
					.httpClientBuilder(ApacheHttpClient.builder()
							.maxConnections(CONNECTIONS)
							.connectionTimeout(ATTEMPT)
							.socketTimeout(ATTEMPT))
					.overrideConfiguration(override -> override
							.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build())
							.apiCallAttemptTimeout(ATTEMPT)
							.apiCallTimeout(CALL))
					.build();
		}
		return client;
	}

	private static Map<String, AttributeValue> key(String id) {
		return Map.of(KeyItem.ID, KeyItem.text(id));
	}
}
