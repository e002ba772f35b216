package dev.millrace.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A stream that holds what a test says. */
public final class ScriptedHistory implements StreamHistory {

	private static final class Content {

		private final Set<String> parents;
		private final boolean closed;
		private final List<StreamRecord> records = new ArrayList<>();

		Content(Set<String> parents, boolean closed) {
			this.parents = parents;
			this.closed = closed;
		}
	}

	private final Map<String, Content> shards = new LinkedHashMap<>();
	/** The shards of all reads, in their order. */
	public final List<String> reads = new ArrayList<>();
	/** Reads that are not answered before the next is. */
	public int silent;
	/** Told of each read's shard, before. */
	public Consumer<String> beforeRead = _ -> {};

	/** A shard that takes records. */
	public ScriptedHistory open(String shard, String... parents) {
		shards.put(shard, new Content(Set.of(parents), false));
		return this;
	}

	/** A shard that takes none any more. */
	public ScriptedHistory closed(String shard, String... parents) {
		shards.put(shard, new Content(Set.of(parents), true));
		return this;
	}

	/** A record arrives. */
	public StreamRecord put(String shard, Instant arrival, TestEvents.Spec event) {
		var here = event.recordAt(shard);
		var record = new StreamRecord(here.position(), arrival, here.bytes());
		content(shard).records.add(record);
		return record;
	}

	/** Removes a shard with all that it holds. */
	public void forget(String shard) {
		shards.remove(shard);
	}

	private Content content(String shard) {
		var content = shards.get(shard);
		if (content == null) {
			throw new Forgotten("no shard " + shard);
		}
		return content;
	}

	@Override
	public Duration retention() {
		return Duration.ofHours(24);
	}

	@Override
	public List<Shard> shards() {
		return shards.entrySet().stream().map(shard -> new Shard(shard.getKey(), shard.getValue().parents)).toList();
	}

	@Override
	public boolean holds(String shard, String sequenceNumber) {
		return content(shard).records.stream().anyMatch(record -> numberOf(record).equals(sequenceNumber));
	}

	private static String numberOf(StreamRecord record) {
		return record.position().sequenceNumber();
	}

	@Override
	public Reader reader(String shard, From from) {
		int[] next = {first(content(shard).records, from)};
		return limit -> {
			beforeRead.accept(shard);
			if (silent > 0) {
				silent--;
				throw new Unavailable("silent");
			}
			reads.add(shard);
			var content = content(shard);
			int end = Math.min(content.records.size(), next[0] + limit);
			List<StreamRecord> part = List.copyOf(content.records.subList(next[0], end));
			next[0] = end;
			int left = content.records.size() - end;
			return new Part(part, part.size(), part.stream().mapToLong(record -> record.bytes().length).sum(),
					part.isEmpty() ? Optional.empty() : Optional.of(numberOf(part.getLast())),
					content.closed ? 60_000L : left * 1000L, content.closed && left == 0);
		};
	}

	private static int first(List<StreamRecord> records, From from) {
		for (int i = 0; i < records.size(); i++) {
			StreamRecord record = records.get(i);
			boolean isIt = switch (from) {
				case From.Beginning() -> true;
				case From.Time(var arrival) -> !record.arrivedAt().isBefore(arrival);
				case From.At(var number) -> numberOf(record).equals(number);
				case From.After(var number) -> i > 0 && numberOf(records.get(i - 1)).equals(number);
			};
			if (isIt) {
				return i;
			}
		}
		return records.size();
	}
}
