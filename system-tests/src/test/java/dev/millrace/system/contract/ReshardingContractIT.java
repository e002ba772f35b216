package dev.millrace.system.contract;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;

class ReshardingContractIT extends KinesisContract {
	private static final String MIDDLE = BigInteger.TWO.pow(127).toString();
	private static final String FIRST = "shardId-000000000000";

	@Test
	void closesAShardThatIsSplitAndGoesOnInItsChildren() {
		var name = stream(1);
		var before = put(name, "key", "before").sequenceNumber();
		split(name, FIRST);
		var left = putAt(name, "0", "left");
		var right = putAt(name, MIDDLE, "right");

		assertThat(List.of(left.shardId(), right.shardId())).doesNotContain(FIRST).doesNotHaveDuplicates();
		assertThat(readAll(name, FIRST)).containsExactly("before");
		assertThat(readAll(name, left.shardId())).containsExactly("left");
		assertThat(new BigInteger(before)).isLessThan(new BigInteger(left.sequenceNumber()))
				.isLessThan(new BigInteger(right.sequenceNumber()));
	}

	@Test
	@NotOnLocalStack("a closed shard ends at 9223372036854775807")
	void listsParentsWithTheirEndAndChildrenWithTheirParents() {
		var name = stream(1);
		var last = put(name, "key", "data").sequenceNumber();
		split(name, FIRST);
		var shards = shards(name);

		var end = shards.getFirst().sequenceNumberRange().endingSequenceNumber();
		assertThat(new BigInteger(end)).isGreaterThanOrEqualTo(new BigInteger(last));
		assertThat(shards.subList(1, 3))
				.allMatch(child -> child.parentShardId().equals(FIRST) && child.adjacentParentShardId() == null)
				.allMatch(child -> new BigInteger(child.sequenceNumberRange().startingSequenceNumber())
						.compareTo(new BigInteger(end)) > 0);
	}

	@Test
	void namesTheChildrenAtTheEndOfAClosedShard() {
		var name = stream(1);
		put(name, "key", "data");
		var open = get(iterator(name, FIRST, ShardIteratorType.TRIM_HORIZON));
		assertThat(open.nextShardIterator()).isNotNull();
		assertThat(open.childShards()).isEmpty();
		split(name, FIRST);

		var closed = get(open.nextShardIterator());
		assertThat(closed.nextShardIterator()).isNull();
		assertThat(closed.childShards()).hasSize(2).allMatch(child -> child.parentShards().equals(List.of(FIRST)));
		assertThat(closed.childShards()).extracting(ChildShard::hashKeyRange)
				.isEqualTo(openShards(name).stream().map(Shard::hashKeyRange).toList());
	}

	@Test
	void mergesTwoShards() {
		var name = stream(2);
		kinesis.mergeShards(
				request -> request.streamName(name).shardToMerge(FIRST).adjacentShardToMerge("shardId-000000000001"));
		awaitActive(name);

		var child = openShards(name).getFirst();
		assertThat(Set.of(child.parentShardId(), child.adjacentParentShardId())).containsExactlyInAnyOrder(FIRST,
				"shardId-000000000001");
		assertThat(child.hashKeyRange().startingHashKey()).isEqualTo("0");
		assertThat(get(iterator(name, FIRST, ShardIteratorType.TRIM_HORIZON)).childShards())
				.extracting(ChildShard::shardId)
				.containsExactly(child.shardId());
	}

	@Test
	void changesTheNumberOfShardsAndBack() {
		var name = stream(2);
		scale(name, 4);
		assertThat(openShards(name)).hasSize(4);
		scale(name, 2);
		assertThat(openShards(name)).hasSize(2);
		scale(name, 3);
		assertThat(openShards(name)).hasSize(3);
		assertThatEveryShardHasItsParents(shards(name));
	}

	@Test
	void letsAReaderFollowEveryRecordThroughTheLineage() {
		var name = stream(2);
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 20; i++) {
				put(name, "key-" + i, round + "-" + i);
			}
			scale(name, round == 1 ? 2 : 4);
		}
		var read = shards(name).stream().flatMap(shard -> readAll(name, shard.shardId()).stream()).toList();
		assertThat(read).hasSize(60).doesNotHaveDuplicates();
	}

	@Test
	@NotOnLocalStack("AT_TRIM_HORIZON holds shards that came later")
	void filtersShards() {
		var name = stream(1);
		var whole = Instant.now();
		split(name, FIRST);

		assertThat(filtered(name, ShardFilterType.AT_LATEST)).containsExactly("shardId-000000000001",
				"shardId-000000000002");
		assertThat(filtered(name, ShardFilterType.AT_TRIM_HORIZON)).containsExactly(FIRST);
		assertThat(filtered(name, ShardFilterType.FROM_TRIM_HORIZON)).hasSize(3);
		assertThat(ids(kinesis.listShards(request -> request.streamName(name)
				.shardFilter(filter -> filter.type(ShardFilterType.AFTER_SHARD_ID).shardId("shardId-000000000001")))
				.shards()))
				.containsExactly("shardId-000000000002");
		assertThat(ids(kinesis.listShards(request -> request.streamName(name)
				.shardFilter(filter -> filter.type(ShardFilterType.AT_TIMESTAMP).timestamp(whole))).shards()))
				.contains(FIRST);
	}

	@Test
	void pagesThroughShards() {
		var name = stream(5);
		var first = kinesis.listShards(request -> request.streamName(name).maxResults(2));
		var second = kinesis.listShards(request -> request.nextToken(first.nextToken()).maxResults(2));
		var third = kinesis.listShards(request -> request.nextToken(second.nextToken()).maxResults(2));

		assertThat(third.nextToken()).isNull();
		var ids = new HashSet<String>();
		List.of(first, second, third).forEach(page -> ids.addAll(ids(page.shards())));
		assertThat(ids).hasSize(5);
	}

	@Test
	void beginsListingAfterAShard() {
		var name = stream(3);

		assertThat(ids(kinesis.listShards(request -> request.streamName(name).exclusiveStartShardId(FIRST)).shards()))
				.containsExactly("shardId-000000000001", "shardId-000000000002");
	}

	private void split(String stream, String shard) {
		kinesis.splitShard(request -> request.streamName(stream).shardToSplit(shard).newStartingHashKey(MIDDLE));
		awaitActive(stream);
	}

	private void scale(String stream, int shards) {
		kinesis.updateShardCount(request -> request.streamName(stream)
				.targetShardCount(shards)
				.scalingType(ScalingType.UNIFORM_SCALING));
		awaitActive(stream);
	}

	private List<String> filtered(String stream, ShardFilterType type) {
		return ids(kinesis.listShards(request -> request.streamName(stream).shardFilter(filter -> filter.type(type)))
				.shards());
	}

	private static List<String> ids(List<Shard> shards) {
		return shards.stream().map(Shard::shardId).toList();
	}

	private static void assertThatEveryShardHasItsParents(List<Shard> shards) {
		var ids = new HashSet<>(ids(shards));
		assertThat(shards).allMatch(shard -> shard.parentShardId() == null || ids.contains(shard.parentShardId()))
				.allMatch(
						shard -> shard.adjacentParentShardId() == null || ids.contains(shard.adjacentParentShardId()));
	}
}
