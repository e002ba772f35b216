package dev.millrace.cloud.kinesis.shard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.millrace.cloud.kinesis.ErrorCode;

/**
 * The shards of a stream, open ones and closed ones. It never changes: splitting and merging give another map, in which parents
 * are closed and children open. The open shards' ranges always make up all hash keys, without overlap.
 */
public final class ShardMap {
	private final NavigableMap<ShardId, Shard> shards;
	private final NavigableMap<BigInteger, Shard> openByStart = new TreeMap<>();

	private ShardMap(NavigableMap<ShardId, Shard> shards) {
		this.shards = shards;
		shards.values().stream().filter(Shard::isOpen).forEach(shard -> openByStart.put(shard.range().start(), shard));
	}

	public static ShardMap of(List<Shard> shards) {
		var byId = new TreeMap<ShardId, Shard>();
		shards.forEach(shard -> byId.put(shard.id(), shard));
		return new ShardMap(byId);
	}

	/** Open shards of equal ranges. */
	public static ShardMap uniform(int count, Instant created) {
		var shards = new ArrayList<Shard>();
		for (var range : HashRange.uniform(count)) {
			shards.add(Shard.open(new ShardId(shards.size()), range, created.toEpochMilli(), List.of()));
		}
		return of(shards);
	}

	/** All shards, by number. */
	public List<Shard> all() {
		return List.copyOf(shards.values());
	}

	/** The open shards, by hash keys. */
	public List<Shard> open() {
		return List.copyOf(openByStart.values());
	}

	public int openCount() {
		return openByStart.size();
	}

	public Optional<Shard> find(ShardId id) {
		return Optional.ofNullable(shards.get(id));
	}

	/** The open shard to which a hash key belongs; the key lies between 0 and 2^128 - 1. */
	public Shard owner(BigInteger hash) {
		return openByStart.floorEntry(hash).getValue();
	}

	public List<Shard> childrenOf(ShardId parent) {
		return shards.tailMap(parent, false)
				.values()
				.stream()
				.filter(shard -> shard.parents().contains(parent))
				.toList();
	}

	/**
	 * Closes a shard in favour of two, the second of which begins at that hash key.
	 *
	 * @param ends where the logs of the shards end
	 */
	public ShardMap split(Shard parent, BigInteger at, Instant now, ToLongFunction<Shard> ends) {
		if (!parent.range().canSplitAt(at)) {
			throw ErrorCode.INVALID_ARGUMENT
					.with("""
							NewStartingHashKey %s used in SplitShard() on shard %s is not both greater than one plus the shard's \
							StartingHashKey %s and less than the shard's EndingHashKey %s.\
							"""
							.formatted(at, parent.id(), parent.range().start(), parent.range().end()));
		}
		return replace(List.of(parent), List.of(parent.range().before(at), parent.range().from(at)), now, ends);
	}

	/** Closes two shards whose ranges touch, in whichever order they are given, in favour of one. */
	public ShardMap merge(Shard first, Shard second, Instant now, ToLongFunction<Shard> ends) {
		if (second.range().isFollowedBy(first.range())) {
			return merge(second, first, now, ends);
		}
		if (!first.range().isFollowedBy(second.range())) {
			throw ErrorCode.INVALID_ARGUMENT
					.with("Shards %s and %s are not an adjacent pair of shards eligible for merging"
							.formatted(first.id(), second.id()));
		}
		return replace(List.of(first, second), List.of(first.range().to(second.range())), now, ends);
	}

	/** Without a closed shard, of whose records none are left. */
	public ShardMap without(Shard expired) {
		return of(shards.values().stream().filter(shard -> !shard.id().equals(expired.id())).toList());
	}

	private ShardMap replace(List<Shard> parents, List<HashRange> ranges, Instant now, ToLongFunction<Shard> ends) {
		long created = LongStream
				.concat(parents.stream().mapToLong(parent -> parent.createdMillis() + 1),
						LongStream.of(now.toEpochMilli()))
				.max()
				.getAsLong();
		var closed = parents.stream().map(parent -> parent.close(ends.applyAsLong(parent), created));
		var ids = parents.stream().map(Shard::id).toList();
		var children = new ArrayList<Shard>();
		for (var range : ranges) {
			var id = new ShardId(shards.lastKey().number() + 1 + children.size());
			children.add(Shard.open(id, range, created, ids));
		}
		return with(Stream.concat(closed, children.stream()).toList());
	}

	private ShardMap with(List<Shard> changed) {
		var byId = new TreeMap<>(shards);
		changed.forEach(shard -> byId.put(shard.id(), shard));
		return new ShardMap(Collections.unmodifiableNavigableMap(byId));
	}
}
