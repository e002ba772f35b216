package dev.millrace.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.processor.LeaseLost;
import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Counts;
import dev.millrace.processor.Replay.Mark;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.StreamHistory;
import dev.millrace.processor.StreamHistory.Forgotten;
import dev.millrace.processor.StreamHistory.Part;
import dev.millrace.processor.StreamHistory.Reader;
import dev.millrace.processor.StreamHistory.Shard;
import dev.millrace.processor.StreamRecord;
import dev.millrace.processor.Unavailable;

/** Runs a replay in one thread, a read after the other, so that it holds one read in memory and never hurries. */
final class ReplayRun implements Runnable {

	private static final Logger log = LoggerFactory.getLogger(ReplayRun.class);
	private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
	/** How late, at most, the end of its right is noticed. */
	private static final Duration SLICE = Duration.ofMillis(500);
	private static final int DOUBLINGS = 10;

	/** Puts the thread to rest; a test moves its clock instead. */
	@FunctionalInterface
	interface Sleeper {
		void sleep(Duration time) throws InterruptedException;
	}

	/** A shard that is being read. */
	private static final class Reading {

		private final String shard;
		private final Reader reader;
		private final Pace pace;
		private Instant due;

		Reading(String shard, Reader reader, Pace pace, Instant due) {
			this.shard = shard;
			this.reader = reader;
			this.pace = pace;
			this.due = due;
		}

		Instant due() {
			return due;
		}
	}

	private final Tenure tenure;
	private final StreamHistory history;
	private final Sending sending;
	private final ReplaySettings settings;
	private final InstantSource clock;
	private final Sleeper sleeper;
	private final Map<String, Reading> readings = new TreeMap<>();
	private boolean isRouteOld = true;

	ReplayRun(Tenure tenure, StreamHistory history, Sending sending, ReplaySettings settings, InstantSource clock,
			Sleeper sleeper) {
		this.tenure = tenure;
		this.history = history;
		this.sending = sending;
		this.settings = settings;
		this.clock = clock;
		this.sleeper = sleeper;
	}

	/** Until the replay has come to its end, or the right to run it has. */
	@Override
	public void run() {
		try {
			for (int failures = 0; tenure.replay().runs();) {
				failures = step() ? 0 : failures + 1;
				restUntil(clock.instant().plus(backoff(failures)));
			}
		} catch (LeaseLost _) {
			log.info("The replay {} is left as it was written last", tenure.replay().id());
		} catch (Forgotten e) {
			tenure.end(State.FAILED, Optional.of(String.valueOf(e.getMessage())));
		} catch (RuntimeException | Error e) {
			log.error("The replay {} cannot go on", tenure.replay().id(), e);
			tenure.end(State.FAILED, Optional.of(e.toString()));
		}
	}

	private static Duration backoff(int failures) {
		if (failures == 0) {
			return Duration.ZERO;
		}
		Duration grown = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
		return grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
	}

	/** One read, of the shard whose turn it is; whether the stream answered. */
	private boolean step() {
		tenure.require();
		try {
			if (isRouteOld) {
				findShards();
			}
			Optional<Reading> next = readings.values().stream().min(Comparator.comparing(Reading::due));
			next.ifPresentOrElse(this::read, () -> tenure.end(State.DONE, Optional.empty()));
			return true;
		} catch (Unavailable e) {
			log.warn("The replay {} waits: {}", tenure.replay().id(), e.getMessage());
			return false;
		}
	}

	private void findShards() {
		var route = new Route(tenure.replay(), history.shards());
		for (Shard shard : route.open()) {
			readings.computeIfAbsent(shard.id(),
					id -> new Reading(id, history.reader(id, route.start(shard)), new Pace(settings), clock.instant()));
		}
		isRouteOld = false;
	}

	private void read(Reading reading) {
		restUntil(reading.due);
		Instant begun = clock.instant();
		Part part = reading.reader.next(reading.pace.limit());
		reading.due = begun.plus(reading.pace.after(part));
		Replay replay = tenure.replay();
		List<StreamRecord> old = part.records()
				.stream()
				.takeWhile(record -> !record.arrivedAt().isAfter(replay.createdAt()))
				.toList();
		Counts counts = sending.send(old, replay.plan(), tenure);
		boolean isFinished = part.ends() || part.millisBehind() == 0 || old.size() < part.records().size();
		Optional<String> done = part.last()
				.or(() -> Optional.ofNullable(replay.progress().shards().get(reading.shard))
						.flatMap(Mark::sequenceNumber));
		tenure.advance(reading.shard, new Mark(done, isFinished, part.millisBehind()), counts);
		if (isFinished) {
			readings.remove(reading.shard);
			isRouteOld = true;
		}
	}

	private void restUntil(Instant due) {
		for (Duration left = left(due); left.isPositive(); left = left(due)) {
			tenure.require();
			try {
				sleeper.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
				tenure.giveUp();
			}
		}
	}

	private Duration left(Instant due) {
		return Duration.between(clock.instant(), due);
	}
}
