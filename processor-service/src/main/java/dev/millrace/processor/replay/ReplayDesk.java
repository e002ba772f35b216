package dev.millrace.processor.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.Replay.Target;
import dev.millrace.processor.ReplayStates;
import dev.millrace.processor.Replays;
import dev.millrace.processor.StreamHistory;
import dev.millrace.processor.StreamHistory.Shard;
import dev.millrace.processor.Unavailable;

/** Takes replays in, and writes them down for whoever runs them. */
final class ReplayDesk implements Replays {

	private static final Logger log = LoggerFactory.getLogger(ReplayDesk.class);
	/** Of writing an end to a replay that is written to meanwhile. */
	private static final int ATTEMPTS = 10;

	private final ReplayStates states;
	private final StreamHistory history;
	private final int most;
	private final boolean hasBus;
	private final Runnable soon;
	private final InstantSource clock;

	/**
	 * A desk.
	 *
	 * @param most replays that may run
	 * @param hasBus whether events can be published at all
	 * @param soon tells who runs replays that there is news
	 */
	ReplayDesk(ReplayStates states, StreamHistory history, int most, boolean hasBus, Runnable soon,
			InstantSource clock) {
		this.states = states;
		this.history = history;
		this.most = most;
		this.hasBus = hasBus;
		this.soon = soon;
		this.clock = clock;
	}

	@Override
	public Answer begin(Plan plan, String by) {
		Instant now = clock.instant();
		Optional<Answer> refused = refused(plan, now);
		if (refused.isPresent()) {
			return refused.get();
		}
		long running = states.all().stream().filter(Replay::runs).count();
		if (running >= most) {
			return new Answer.TooMany((int) running);
		}
		Replay replay = Replay.of(UUID.randomUUID().toString(), plan, by, now);
		states.create(replay);
		log.info("Key {} asks for the replay {}: {}", by, replay.id(), plan);
		soon.run();
		return new Answer.Begun(replay);
	}

	private Optional<Answer> refused(Plan plan, Instant now) {
		if (plan.target() == Target.BUS && !hasBus) {
			return refused(List.of("target"), "must be 'table', since events are published on no bus here");
		}
		if (plan.from().isPresent()) {
			return refused(plan.from().get(), now);
		}
		Set<String> shards = history.shards().stream().map(Shard::id).collect(Collectors.toSet());
		return plan.sequenceNumbers()
				.entrySet()
				.stream()
				.sorted(Map.Entry.comparingByKey())
				.flatMap(start -> refused(start.getKey(), start.getValue(), shards).stream())
				.findFirst();
	}

	private Optional<Answer> refused(Instant from, Instant now) {
		Instant oldest = now.minus(history.retention());
		return from.isBefore(oldest) || from.isAfter(now)
				? refused(List.of("from"), "must lie within what the stream holds, from %s to now".formatted(oldest))
				: Optional.empty();
	}

	private Optional<Answer> refused(String shard, String sequenceNumber, Set<String> shards) {
		List<String> member = List.of("sequenceNumbers", shard);
		if (!shards.contains(shard)) {
			return refused(member, "names a shard that the stream does not have");
		}
		return history.holds(shard, sequenceNumber) ? Optional.empty()
				: refused(member, "must be the sequence number of a record that this shard holds");
	}

	private static Optional<Answer> refused(List<String> member, String rule) {
		return Optional.of(new Answer.Refused(member, rule));
	}

	@Override
	public List<Replay> all() {
		return states.all();
	}

	@Override
	public Optional<Replay> find(String id) {
		return states.find(id);
	}

	@Override
	public boolean cancel(String id, String by) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Optional<Replay> found = states.find(id);
			if (found.isEmpty() || !found.get().runs()) {
				return found.isPresent();
			}
			Replay replay = found.get();
			var ended = replay.ended(State.CANCELLED, Optional.of("by key " + by)).writtenAt(clock.instant(), replay);
			if (states.replace(ended)) {
				log.info("The replay {} is cancelled by key {}", id, by);
				soon.run();
				return true;
			}
		}
		throw new Unavailable("the replay %s is written to all the time".formatted(id));
	}
}
