package dev.millrace.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.millrace.processor.Replay;
import dev.millrace.processor.ReplayStates;
import dev.millrace.processor.Unavailable;

/**
 * Runs replays in this process: those that nobody runs, and those whose process has been silent. It looks after them every
 * few seconds; what it looks at is the table alone, so that no instance need know another.
 */
final class ReplayRunner implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);
	private static final Duration FAREWELL = Duration.ofSeconds(3);

	/** What another's replay looked like, and since when. */
	private record Seen(long revision, Instant since) {}

	private record Running(Tenure tenure, Thread thread) {}

	/** Makes what runs a replay. */
	@FunctionalInterface
	interface Runs {
		Runnable of(Tenure tenure);
	}

	private final String process = UUID.randomUUID().toString();
	private final ReplayStates states;
	private final Runs runs;
	private final ReplaySettings settings;
	private final InstantSource clock;
	private final Semaphore wishes = new Semaphore(0);
	private final Map<String, Running> own = new ConcurrentHashMap<>();
	private Map<String, Seen> seen = Map.of();
	private volatile @Nullable Thread thread;

	ReplayRunner(ReplayStates states, Runs runs, ReplaySettings settings, InstantSource clock) {
		this.states = states;
		this.runs = runs;
		this.settings = settings;
		this.clock = clock;
	}

	/** Looks at once, not only when it is due. */
	void soon() {
		wishes.release();
	}

	/** Writes down what is run here, and takes up what nobody runs. */
	synchronized void look() {
		own.values().removeIf(running -> !running.thread.isAlive());
		own.values().forEach(running -> running.tenure.write());
		try {
			List<Replay> left = states.all()
					.stream()
					.filter(Replay::runs)
					.sorted(Comparator.comparing(Replay::createdAt).thenComparing(Replay::id))
					.toList();
			seen = seen(left);
			left.stream()
					.limit(settings.most())
					.filter(replay -> !own.containsKey(replay.id()) && isFree(replay))
					.forEach(this::take);
		} catch (Unavailable e) {
			log.warn("Which replays there are is not known at the moment: {}", e.getMessage());
		}
	}

	private Map<String, Seen> seen(List<Replay> replays) {
		Map<String, Seen> now = new HashMap<>();
		for (Replay replay : replays) {
			Seen before = seen.get(replay.id());
			now.put(replay.id(), before != null && before.revision == replay.revision() ? before
					: new Seen(replay.revision(), clock.instant()));
		}
		return now;
	}

	/** Silence is measured here, since the clocks of two machines differ. */
	private boolean isFree(Replay replay) {
		Seen last = seen.get(replay.id());
		return replay.owner().filter(owner -> !owner.equals(process)).isEmpty() || (last != null
				&& Duration.between(last.since, clock.instant()).compareTo(settings.silence()) >= 0);
	}

	private void take(Replay replay) {
		Instant now = clock.instant();
		Replay mine = replay.ownedBy(Optional.of(process)).writtenAt(now, replay);
		if (states.replace(mine)) {
			log.info("The replay {} is run from {} on", mine.id(), mine.progress());
			var tenure = new Tenure(states, mine, now, settings.silence().dividedBy(2), clock);
			own.put(mine.id(),
					new Running(tenure, Thread.ofVirtual().name("replay-" + mine.id()).start(runs.of(tenure))));
		}
	}

	@Override
	public void start() {
		thread = Thread.ofPlatform().name("replays").daemon().unstarted(this::run);
		thread.start();
	}

	private void run() {
		while (isRunning()) {
			try {
				look();
				if (wishes.tryAcquire(settings.beat().toMillis(), TimeUnit.MILLISECONDS)) {
					wishes.drainPermits();
				}
			} catch (InterruptedException _) {
				return;
			} catch (RuntimeException | Error e) { // Whatever it is, replays that run here must go on being written down.
				log.error("Replays could not be looked after", e);
			}
		}
	}

	/** Leaves what runs here to others, as far as it is. */
	@Override
	public void stop() {
		Thread running = thread;
		thread = null;
		if (running != null) {
			running.interrupt();
		}
		List<Running> left = new ArrayList<>(own.values());
		left.forEach(one -> one.tenure.giveUp());
		left.forEach(one -> one.thread.interrupt());
		left.forEach(ReplayRunner::release);
	}

	private static void release(Running running) {
		try {
			if (running.thread.join(FAREWELL)) {
				running.tenure.release();
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return thread != null;
	}
}
