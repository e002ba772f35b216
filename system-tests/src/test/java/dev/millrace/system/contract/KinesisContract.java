package dev.millrace.system.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** What the tests of Kinesis have in common: a client, streams that go away again, and the calls that each of them makes. */
abstract class KinesisContract {
	private static final Duration ACTIVE = Duration.ofMinutes(1);
	private static final int LOOKS = 600;

	@RegisterExtension
	static final Endpoint endpoint = new Endpoint();

	final KinesisClient kinesis = endpoint
			.client(KinesisClient.builder().httpClientBuilder(ApacheHttpClient.builder()));
	private final List<String> streams = new ArrayList<>();

	@AfterEach
	void deleteStreams() {
		streams.forEach(
				name -> kinesis.deleteStream(request -> request.streamName(name).enforceConsumerDeletion(true)));
		kinesis.close();
	}

	/** The name of a new stream that is active and goes when the test ends. */
	String stream(int shards) {
		var name = newName();
		kinesis.createStream(request -> request.streamName(name).shardCount(shards));
		streams.add(name);
		awaitActive(name);
		return name;
	}

	/** It asks as often as a test has patience for; by itself it would do so each ten seconds. */
	void awaitActive(String stream) {
		try (var waiter = KinesisWaiter.builder()
				.client(kinesis)
				.overrideConfiguration(often -> often.maxAttempts(LOOKS)
						.waitTimeout(ACTIVE)
						.backoffStrategyV2(BackoffStrategy.fixedDelay(ACTIVE.dividedBy(LOOKS))))
				.build()) {
			waiter.waitUntilStreamExists(request -> request.streamName(stream));
		}
	}

	static String newName() {
		return "contract-" + UUID.randomUUID();
	}

	PutRecordResponse put(String stream, String key, String data) {
		return kinesis
				.putRecord(request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
	}

	/** Puts into the shard that owns the hash key. */
	PutRecordResponse putAt(String stream, String hashKey, String data) {
		return kinesis.putRecord(request -> request.streamName(stream)
				.partitionKey("key")
				.explicitHashKey(hashKey)
				.data(SdkBytes.fromUtf8String(data)));
	}

	List<Shard> shards(String stream) {
		return kinesis.listShards(request -> request.streamName(stream)).shards();
	}

	List<Shard> openShards(String stream) {
		return kinesis.listShards(
				request -> request.streamName(stream).shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)))
				.shards();
	}

	String iterator(String stream, String shard, ShardIteratorType type) {
		return iterator(stream, shard, request -> request.shardIteratorType(type));
	}

	String iterator(String stream, String shard, Consumer<GetShardIteratorRequest.Builder> how) {
		return kinesis.getShardIterator(request -> how.accept(request.streamName(stream).shardId(shard)))
				.shardIterator();
	}

	GetRecordsResponse get(String iterator) {
		return kinesis.getRecords(request -> request.shardIterator(iterator));
	}

	List<String> read(String iterator) {
		return get(iterator).records().stream().map(KinesisContract::text).toList();
	}

	List<String> readAll(String stream, String shard) {
		return read(iterator(stream, shard, ShardIteratorType.TRIM_HORIZON));
	}

	static String text(Record record) {
		return record.data().asUtf8String();
	}
}
