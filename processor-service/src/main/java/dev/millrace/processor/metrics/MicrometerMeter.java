package dev.millrace.processor.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import dev.millrace.processor.ProcessorMeter;
import dev.millrace.processor.Reason;
import dev.millrace.processor.ShardProgress;
import dev.millrace.processor.Tally;

/** The meters of the service. All that are known beforehand are registered at the start, so that each is 0 and not missing. */
final class MicrometerMeter implements ProcessorMeter {

	private static final String PREFIX = "millrace.processor.";
	private static final String EVENTS = "events";
	private static final String MILLIS = "milliseconds";

	private final MeterRegistry meters;
	private final Counter stored;
	private final Counter redelivered;
	private final Counter duplicates;
	private final Counter deadLettered;
	private final Map<String, Counter> reasons = new ConcurrentHashMap<>();
	private final Map<Again, Counter> again = new EnumMap<>(Again.class);
	private final Map<ShardProgress, List<Meter>> shards = new ConcurrentHashMap<>();

	MicrometerMeter(MeterRegistry meters) {
		this.meters = meters;
		this.stored = counter("stored.events", "Records whose event is visible because of them");
		this.redelivered = counter("redelivered.events",
				"Those of the duplicates whose event this very record had brought");
		this.duplicates = counter("duplicate.events", "Records whose event was there before");
		this.deadLettered = counter("dead.lettered.events", "Records kept as dead letters");
		Reason.CODES.forEach(this::ofReason);
		for (Again why : Again.values()) {
			again.put(why, Counter.builder(PREFIX + "again")
					.description("Attempts that are made again")
					.tag("because", why.name().toLowerCase(Locale.ROOT))
					.register(meters));
		}
		gauge("leases", "leases", shards, Map::size);
		gauge("in.flight.events", EVENTS, shards, MicrometerMeter::inFlight);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(PREFIX + name).baseUnit(EVENTS).description(description).register(meters);
	}

	private Counter ofReason(String code) {
		return reasons.computeIfAbsent(code, word -> Counter.builder(PREFIX + "dead.letters")
				.baseUnit("letters")
				.description("Dead letters of one reason")
				.tag("reason", word)
				.register(meters));
	}

	/** Held strongly: a registry holds what it asks weakly by itself, and tells NaN once that is collected. */
	private <T> void gauge(String name, String unit, T of, ToLongFunction<T> now) {
		Gauge.builder(PREFIX + name, of, now::applyAsLong).baseUnit(unit).strongReference(true).register(meters);
	}

	private static long inFlight(Map<ShardProgress, List<Meter>> shards) {
		return shards.keySet().stream().mapToLong(ShardProgress::lagRecords).sum();
	}

	@Override
	public void settled(Tally tally) {
		stored.increment((double) tally.stored());
		redelivered.increment((double) tally.redelivered());
		duplicates.increment((double) tally.duplicates() + tally.redelivered());
		deadLettered.increment((double) tally.deadLettered());
		tally.deadLetteredBecause().forEach((code, letters) -> ofReason(code).increment((double) letters));
	}

	@Override
	public void again(Again why) {
		Counter counter = again.get(why);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void begins(ShardProgress shard) {
		shards.computeIfAbsent(shard, begun -> List.of(
				ofShard("lag", MILLIS, begun, ShardProgress::lagMillis),
				ofShard("lag.events", EVENTS, begun, ShardProgress::lagRecords),
				ofShard("age", MILLIS, begun, ShardProgress::ageMillis),
				ofShard("checkpoint.age", MILLIS, begun, ShardProgress::checkpointMillis)));
	}

	private Meter ofShard(String name, String unit, ShardProgress shard, ToLongFunction<ShardProgress> now) {
		return Gauge.builder(PREFIX + name, shard, now::applyAsLong)
				.baseUnit(unit)
				.tag("shard", shard.shard())
				.register(meters);
	}

	/** A shard that another worker reads must not go on to be told of by this one. */
	@Override
	public void ends(ShardProgress shard) {
		List<Meter> gone = shards.remove(shard);
		if (gone != null) {
			gone.forEach(meters::remove);
		}
	}

	@Override
	public void unread(IntSupplier now) {
		gauge("unread.shards", "shards", now, IntSupplier::getAsInt);
	}
}
