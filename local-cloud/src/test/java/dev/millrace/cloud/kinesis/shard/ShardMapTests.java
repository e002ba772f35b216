package dev.millrace.cloud.kinesis.shard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShardMapTests {
	private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

	@Test
	void givesAKeyToTheShardOfItsHash() {
		var shards = ShardMap.uniform(2, NOW);

		assertThat(HashRange.hashOf("a")).isEqualTo(new BigInteger("0cc175b9c0f1b6a831c399e269772661", 16));
		assertThat(shards.owner(HashRange.hashOf("a")).id()).isEqualTo(new ShardId(0));
		assertThat(shards.owner(HashRange.ALL.end()).id()).isEqualTo(new ShardId(1));
	}

	@Test
	void splitsAShardInTwoThatNameItAsParent() {
		var before = ShardMap.uniform(1, NOW);
		var after = before.split(before.open().getFirst(), BigInteger.TEN, NOW, _ -> 42);

		var parent = after.find(new ShardId(0)).orElseThrow();
		assertThat(parent.closure()).isEqualTo(new Closure(42, NOW.toEpochMilli() + 1));
		assertThat(after.childrenOf(parent.id())).isEqualTo(after.open())
				.hasSize(2)
				.allMatch(child -> child.parents().equals(List.of(parent.id())));
		assertThat(after.owner(BigInteger.valueOf(9)).id()).isEqualTo(new ShardId(1));
		assertThat(after.owner(BigInteger.TEN).id()).isEqualTo(new ShardId(2));
	}

	@Test
	void splitsOnlyWhereBothHalvesHoldAKey() {
		var shards = ShardMap.uniform(1, NOW);
		var shard = shards.open().getFirst();

		for (var at : List.of(BigInteger.ZERO, BigInteger.ONE, HashRange.ALL.end())) {
			assertThatThrownBy(() -> shards.split(shard, at, NOW, _ -> 0)).hasMessageContaining("NewStartingHashKey");
		}
	}

	@Test
	void mergesNeighboursInWhicheverOrderTheyAreNamed() {
		var before = ShardMap.uniform(3, NOW);
		var after = before.merge(before.open().get(1), before.open().get(0), NOW, _ -> 0);

		var child = after.owner(BigInteger.ZERO);
		assertThat(child.parents()).containsExactly(new ShardId(0), new ShardId(1));
		assertThat(child.range()).isEqualTo(new HashRange(BigInteger.ZERO, before.open().get(1).range().end()));
	}

	@Test
	void doesNotMergeShardsThatAreApart() {
		var shards = ShardMap.uniform(3, NOW);

		assertThatThrownBy(() -> shards.merge(shards.open().get(0), shards.open().get(2), NOW, _ -> 0))
				.hasMessageContaining("not an adjacent pair");
	}

	@Test
	void scalesToAnyNumberByStepsThatKeepAllKeysAndAllLineages() {
		var random = new Random(7);
		var shards = ShardMap.uniform(2, NOW);
		for (int step = 0; step < 50; step++) {
			int target = 1 + random.nextInt(20);
			shards = new UniformScaling(NOW, _ -> 0).scale(shards, target);

			assertThat(shards.open()).extracting(Shard::range).isEqualTo(HashRange.uniform(target));
			assertThatChildrenAreYoungerThanParents(shards);
		}
	}

	@Test
	void scalesToDoubleBySplitsAlone() {
		var shards = new UniformScaling(NOW, _ -> 0).scale(ShardMap.uniform(2, NOW), 4);

		assertThat(shards.all()).hasSize(6);
		assertThat(shards.open()).allMatch(shard -> shard.parents().size() == 1);
	}

	@Test
	void scalesEvenWhenABorderLiesOneKeyOff() {
		var uneven = ShardMap.uniform(1, NOW);
		var nearlyHalf = BigInteger.TWO.pow(127).add(BigInteger.ONE);
		uneven = uneven.split(uneven.open().getFirst(), nearlyHalf, NOW, _ -> 0);

		assertThat(new UniformScaling(NOW, _ -> 0).scale(uneven, 4).openCount()).isEqualTo(4);
	}

	private static void assertThatChildrenAreYoungerThanParents(ShardMap shards) {
		for (var child : shards.all()) {
			for (var parent : child.parents()) {
				assertThat(shards.find(parent)).hasValueSatisfying(
						found -> assertThat(found.sequenceNumberAt(Long.MAX_VALUE - 1))
								.isLessThan(child.startingSequenceNumber()));
			}
		}
	}
}
