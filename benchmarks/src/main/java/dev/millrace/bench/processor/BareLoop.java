package dev.millrace.bench.processor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * What anyone would write first: reads a shard and puts the items that the processor would put, with the best calls that
 * there are for it, and remembers nothing.
 */
final class BareLoop implements Callable<Void> {

	/** Calls in flight for a shard, as the processor has them. */
	private static final int CALLS = 8;
	private static final int ITEMS_OF_CALL = 25;
	private static final int RECORDS_OF_READ = 10_000;
	private static final long IDLE_MILLIS = 200;
	private static final int SLOTS = 8;

	private final KinesisClient kinesis;
	private final DynamoDbClient dynamo;
	private final String name;
	private final String shard;
	private final Ids ids;
	private final LongAdder stored;

	/**
	 * One that ends when it is interrupted.
	 *
	 * @param name of the stream and of the table
	 * @param ids by ingest: put by the batch, over whatever is there; by the client: each put where nothing is
	 */
	BareLoop(KinesisClient kinesis, DynamoDbClient dynamo, String name, String shard, Ids ids, LongAdder stored) {
		this.kinesis = kinesis;
		this.dynamo = dynamo;
		this.name = name;
		this.shard = shard;
		this.ids = ids;
		this.stored = stored;
	}

	@Override
	public Void call() throws InterruptedException, ExecutionException {
		String at = kinesis.getShardIterator(from -> from.streamName(name)
				.shardId(shard)
				.shardIteratorType(ShardIteratorType.LATEST)).shardIterator();
		try (var threads = Executors.newFixedThreadPool(CALLS)) {
			while (!Thread.interrupted()) {
				String next = at;
				var answer = kinesis.getRecords(get -> get.shardIterator(next).limit(RECORDS_OF_READ));
				write(answer.records(), threads);
				at = answer.nextShardIterator();
				if (answer.records().isEmpty()) {
					Thread.sleep(IDLE_MILLIS);
				}
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

	private void write(List<Record> records, ExecutorService threads) throws InterruptedException, ExecutionException {
		List<Callable<Void>> calls = new ArrayList<>();
		int size = ids == Ids.BY_INGEST ? ITEMS_OF_CALL : 1;
		for (int from = 0; from < records.size(); from += size) {
			var part = records.subList(from, Math.min(records.size(), from + size)).stream().map(this::item).toList();
			calls.add(() -> {
				write(part);
				stored.add(part.size());
				return null;
			});
		}
		for (Future<Void> call : threads.invokeAll(calls)) {
			call.get();
		}
	}

	private void write(List<Map<String, AttributeValue>> items) {
		if (ids == Ids.BY_CLIENT) {
			items.forEach(item -> dynamo.putItem(put -> put.tableName(name)
					.item(item)
					.conditionExpression("attribute_not_exists(id)")));
			return;
		}
		Map<String, List<WriteRequest>> left = Map.of(name,
				items.stream()
						.map(item -> WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build())
						.toList());
		while (!left.isEmpty()) {
			var these = left;
			left = dynamo.batchWriteItem(write -> write.requestItems(these)).unprocessedItems();
		}
	}

	private Map<String, AttributeValue> item(Record record) {
		String event = record.data().asUtf8String();
		String id = Ids.attribute(event, "id");
		long time = Instant.parse(Ids.attribute(event, "time")).toEpochMilli();
		String slot = "#" + Math.floorMod(id.hashCode(), SLOTS);
		Map<String, AttributeValue> item = new HashMap<>();
		item.put("id", AttributeValue.fromS(id));
		item.put("timestamp", number(time));
		item.put("source", AttributeValue.fromS("/bench"));
		item.put("type", AttributeValue.fromS("bench.event"));
		item.put("event", AttributeValue.fromB(record.data()));
		item.put("receivedAt", number(time));
		item.put("shardId", AttributeValue.fromS(shard));
		item.put("sequenceNumber", AttributeValue.fromS(record.sequenceNumber()));
		item.put("subsequenceNumber", number(0));
		item.put("storedAt", number(System.currentTimeMillis()));
		item.put("timeSlot", AttributeValue.fromS("all" + slot));
		item.put("typeSlot", AttributeValue.fromS("bench.event" + slot));
		item.put("sourceSlot", AttributeValue.fromS("/bench" + slot));
		return item;
	}

	private static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}
}
