package dev.millrace.processor.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Mark;
import dev.millrace.processor.StreamHistory.Forgotten;
import dev.millrace.processor.StreamHistory.From;
import dev.millrace.processor.StreamHistory.Shard;

/** The order in which a replay reads shards: none before those that it came of are finished, which keeps each key's order. */
final class Route {

	private final Replay replay;
	private final Map<String, Shard> shards = new HashMap<>();
	private final Map<String, Boolean> meant = new HashMap<>();

	/**
	 * The way from here on.
	 *
	 * @param shards that the stream has now
	 * @throws Forgotten if it has one no more that is not finished
	 */
	Route(Replay replay, Collection<Shard> shards) {
		this.replay = replay;
		shards.forEach(shard -> this.shards.put(shard.id(), shard));
		Stream.concat(replay.plan().sequenceNumbers().keySet().stream(), replay.progress().shards().keySet().stream())
				.filter(shard -> !this.shards.containsKey(shard) && !isFinished(shard))
				.findAny()
				.ifPresent(shard -> {
					throw new Forgotten("the stream does not hold the shard %s any more".formatted(shard));
				});
	}

	/** The shards that may be read now. */
	List<Shard> open() {
		return shards.values()
				.stream()
				.filter(shard -> isMeant(shard) && !isFinished(shard.id()))
				.filter(shard -> shard.parents().stream().allMatch(this::isDone))
				.toList();
	}

	/** What the stream has forgotten has nothing left that could come first. */
	private boolean isDone(String parent) {
		Shard shard = shards.get(parent);
		return shard == null || !isMeant(shard) || isFinished(parent);
	}

	private boolean isFinished(String shard) {
		return mark(shard).map(Mark::finished).orElse(false);
	}

	private Optional<Mark> mark(String shard) {
		return Optional.ofNullable(replay.progress().shards().get(shard));
	}

	/** Each, or those that are named and what came of them. */
	private boolean isMeant(Shard shard) {
		Boolean known = meant.get(shard.id());
		if (known == null) {
			known = replay.plan().from().isPresent() || isNamed(shard.id())
					|| shard.parents().stream().anyMatch(this::isMeant);
			meant.put(shard.id(), known);
		}
		return known;
	}

	private boolean isMeant(String parent) {
		Shard shard = shards.get(parent);
		return shard == null ? isNamed(parent) : isMeant(shard);
	}

	private boolean isNamed(String shard) {
		return replay.plan().sequenceNumbers().containsKey(shard) || mark(shard).isPresent();
	}

	/** Where reading a shard begins, or goes on. */
	From start(Shard shard) {
		var begun = mark(shard.id()).flatMap(Mark::sequenceNumber).<From>map(From.After::new);
		var named = Optional.ofNullable(replay.plan().sequenceNumbers().get(shard.id())).<From>map(From.At::new);
		var time = replay.plan().from().<From>map(From.Time::new);
		return begun.or(() -> named).or(() -> time).orElseGet(From.Beginning::new);
	}
}
