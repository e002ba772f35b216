package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.kinesis.common.HashKeyRangeForLease;

import dev.millrace.processor.StreamHistory;
import dev.millrace.processor.Unavailable;

/** The stream as Kinesis holds it. */
final class KinesisHistory implements StreamHistory {

	private final KinesisClient client;
	private final String stream;
	/** Of each shard that was listed; it never changes. */
	private final Map<String, HashKeyRangeForLease> ranges = new ConcurrentHashMap<>();

	KinesisHistory(KinesisClient client, String stream) {
		this.client = client;
		this.stream = stream;
	}

	@Override
	public Duration retention() {
		var answer = answered(() -> client.describeStreamSummary(describe -> describe.streamName(stream)));
		return Duration.ofHours(answer.streamDescriptionSummary().retentionPeriodHours());
	}

	@Override
	public List<Shard> shards() {
		List<Shard> shards = new ArrayList<>();
		Optional<ListShardsRequest> ask = Optional.of(ListShardsRequest.builder().streamName(stream).build());
		while (ask.isPresent()) {
			ListShardsRequest request = ask.get();
			var page = answered(() -> client.listShards(request));
			page.shards().forEach(shard -> shards.add(shard(shard)));
			ask = Optional.ofNullable(page.nextToken())
					.map(token -> ListShardsRequest.builder().nextToken(token).build());
		}
		return shards;
	}

	private Shard shard(software.amazon.awssdk.services.kinesis.model.Shard shard) {
		ranges.put(shard.shardId(), HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
		Set<String> parents = Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
				.flatMap(Stream::ofNullable)
				.collect(Collectors.toSet());
		return new Shard(shard.shardId(), parents);
	}

	@Override
	public boolean holds(String shard, String sequenceNumber) {
		try {
			new ShardReader(client, stream, shard, new From.At(sequenceNumber), aggregates(shard)).iterator();
			return true;
		} catch (Forgotten _) {
			return false;
		}
	}

	@Override
	public Reader reader(String shard, From from) {
		return new ShardReader(client, stream, shard, from, aggregates(shard));
	}

	private Aggregates aggregates(String shard) {
		return new Aggregates(Optional.ofNullable(ranges.get(shard)));
	}

	private static <T> T answered(Supplier<T> call) {
		try {
			return call.get();
		} catch (SdkException e) {
			throw new Unavailable("the stream does not answer: " + e.getMessage(), e);
		}
	}

	/** The answer to a call that asks for one shard, or for a record of it. */
	static <T> T held(Supplier<T> call) {
		return answered(() -> {
			try {
				return call.get();
			} catch (InvalidArgumentException | ResourceNotFoundException e) {
				throw new Forgotten("the stream does not hold it any more: " + e.getMessage(), e);
			}
		});
	}
}
