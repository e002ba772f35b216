package dev.millrace.processor.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import dev.millrace.processor.Filter;
import dev.millrace.processor.Order;
import dev.millrace.processor.Place;
import dev.millrace.processor.Unavailable;

/** Asks all slots of an index for the keys that match a filter. */
final class IndexWalk {

	private final DynamoDbClient client;
	private final TableSettings settings;
	private final Filter filter;
	private final Order order;
	private final Index index;
	private final int fetchSize;

	/** A walk that fetches so many keys at once from a slot. */
	IndexWalk(DynamoDbClient client, TableSettings settings, Filter filter, Order order, int fetchSize) {
		this.client = client;
		this.settings = settings;
		this.filter = filter;
		this.order = order;
		this.index = Index.of(filter);
		this.fetchSize = fetchSize;
	}

	/** Starts behind a place, or at the first event. */
	MergedKeys from(Optional<Place> after) {
		List<SlotKeys> slots = IntStream.range(0, settings.indexSlots())
				.filter(slot -> oldest(slot, after) <= newest(slot, after))
				.mapToObj(slot -> slot(slot, after))
				.toList();
		fetchTogether(slots);
		return new MergedKeys(slots, order);
	}

	private static void fetchTogether(List<SlotKeys> slots) {
		try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<?> answer : slots.stream().map(slot -> asking.submit(slot::peek)).toList()) {
				answer.get();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Unavailable("interrupted", e);
		} catch (ExecutionException e) {
			throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
		}
	}

	private SlotKeys slot(int slot, Optional<Place> after) {
		var resumeAt = after.filter(place -> place.slot() == slot).map(this::indexKey);
		return new SlotKeys(client, request(slot, oldest(slot, after), newest(slot, after)), slot, resumeAt);
	}

	/** The last millisecond of a slot that may hold events not taken yet. */
	private long newest(int slot, Optional<Place> after) {
		long newest = filter.to().map(to -> to.toEpochMilli() - 1).orElse(Long.MAX_VALUE);
		return order == Order.OLDEST
				? newest
				: after.map(place -> Math.min(newest, place.timestamp() - taken(slot, place))).orElse(newest);
	}

	/** The first one. */
	private long oldest(int slot, Optional<Place> after) {
		long oldest = filter.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
		return order == Order.NEWEST
				? oldest
				: after.map(place -> Math.max(oldest, place.timestamp() + taken(slot, place))).orElse(oldest);
	}

	/** Within a millisecond slots are taken by their numbers: 1 where this one's part of it is done. */
	private static int taken(int slot, Place place) {
		return slot < place.slot() ? 1 : 0;
	}

	private QueryRequest request(int slot, long oldest, long newest) {
		return QueryRequest.builder()
				.tableName(settings.table())
				.indexName(index.indexName())
				.keyConditionExpression("#slot = :slot AND #timestamp BETWEEN :oldest AND :newest")
				.expressionAttributeNames(Map.of("#slot", index.slotAttribute(), "#timestamp", Attributes.TIMESTAMP))
				.expressionAttributeValues(Map.of(":slot", Attributes.text(index.slot(filter, slot)), ":oldest",
						Attributes.number(oldest), ":newest", Attributes.number(newest)))
				.scanIndexForward(order == Order.OLDEST)
				.limit(fetchSize)
				.build();
	}

	private Map<String, AttributeValue> indexKey(Place place) {
		var key = new HashMap<>(Attributes.key(new Key(place.id(), place.timestamp())));
		key.put(index.slotAttribute(), Attributes.text(index.slot(filter, place.slot())));
		return key;
	}
}
