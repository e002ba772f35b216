package dev.millrace.cloud.kinesis.shard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Brings a stream to a number of shards of equal ranges by splits and merges alone, so that consumers can follow each step:
 * first the open shards are split at every border that is to be, then what lies between two such borders is merged.
 */
public final class UniformScaling {
	private final Instant now;
	private final ToLongFunction<Shard> ends;

	/** @param ends where the logs of the shards end */
	public UniformScaling(Instant now, ToLongFunction<Shard> ends) {
		this.now = now;
		this.ends = ends;
	}

	public ShardMap scale(ShardMap shards, int count) {
		var borders = HashRange.uniform(count).stream().map(range -> possible(range.start(), shards)).toList();
		var result = splitAt(shards, borders);
		for (int i = 0; i < count; i++) {
			boolean last = i == count - 1;
			result = mergeWithin(result, borders.get(i),
					last ? HashRange.ALL.end() : borders.get(i + 1).subtract(BigInteger.ONE));
		}
		return result;
	}

	/** A shard cannot be split one key from its own border, which is then good enough. */
	private static BigInteger possible(BigInteger border, ShardMap shards) {
		var range = shards.owner(border).range();
		if (range.canSplitAt(border)) {
			return border;
		}
		return border.equals(range.end()) ? range.end().add(BigInteger.ONE) : range.start();
	}

	/** The middle border first: no lineage is longer than it must be. */
	private ShardMap splitAt(ShardMap shards, List<BigInteger> borders) {
		if (borders.isEmpty()) {
			return shards;
		}
		int middle = borders.size() / 2;
		var result = splitAt(shards, borders.get(middle));
		result = splitAt(result, borders.subList(0, middle));
		return splitAt(result, borders.subList(middle + 1, borders.size()));
	}

	private ShardMap splitAt(ShardMap shards, BigInteger border) {
		var owner = shards.owner(border);
		return owner.range().start().equals(border) ? shards : shards.split(owner, border, now, ends);
	}

	private ShardMap mergeWithin(ShardMap shards, BigInteger start, BigInteger end) {
		var first = shards.owner(start);
		if (first.range().end().equals(end)) {
			return shards;
		}
		var second = shards.owner(first.range().end().add(BigInteger.ONE));
		return mergeWithin(shards.merge(first, second, now, ends), start, end);
	}
}
