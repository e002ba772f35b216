package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.IntakeMeter;

/**
 * Brings one batch of records into the stream. Only records that the stream did not take are put again, after a jittered
 * pause, for as long as their events have time.
 */
final class Sender {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
	private static final int MOST_DOUBLINGS = 5;

	private final Lanes lanes;
	private final Pace pace;
	private final RecordWriter stream;
	private final Pauses pauses;
	private final InstantSource clock;
	private final RandomGenerator random;
	private final IntakeMeter meter;
	private final FailedCalls failedCalls;

	Sender(Lanes lanes, Pace pace, RecordWriter stream, Pauses pauses, InstantSource clock, RandomGenerator random,
			IntakeMeter meter) {
		this.lanes = lanes;
		this.pace = pace;
		this.stream = stream;
		this.pauses = pauses;
		this.clock = clock;
		this.random = random;
		this.meter = meter;
		this.failedCalls = new FailedCalls(clock);
	}

	/** Sends what is ready, waiting for it first. */
	void sendNext() throws InterruptedException {
		List<Lane.Load> loads = begin();
		List<Placement> placements;
		try {
			placements = loads.isEmpty() ? List.of() : put(loads);
		} finally {
			pace.end();
		}
		settle(loads, placements);
	}

	/** The records of a call that is under way from here on. */
	List<Lane.Load> begin() throws InterruptedException {
		return lanes.take(pace);
	}

	/** Brings each record of a call to what became of it. */
	void settle(List<Lane.Load> loads, List<Placement> placements) {
		for (int i = 0; i < loads.size(); i++) {
			settleOrAbandon(loads.get(i), placements.get(i));
		}
	}

	private void settleOrAbandon(Lane.Load load, Placement placement) {
		try {
			settle(load, placement);
		} catch (RuntimeException | Error e) {
			lanes.abandon(load.lane(), e);
		}
	}

	/** One call, which never fails: what it brought may be unknown. */
	List<Placement> put(List<Lane.Load> loads) {
		try {
			return stream.put(loads);
		} catch (RuntimeException | Error e) {
			failedCalls.add(loads.size(), e);
			return Collections.nCopies(loads.size(), new Placement.Unconfirmed());
		}
	}

	private void settle(Lane.Load load, Placement placement) {
		Lane lane = load.lane();
		switch (placement) {
			case Placement.Placed _ -> {
				meter.recordTaken(load.count(), load.data().length);
				lanes.finish(lane.confirmed(load.count()), placement);
				lanes.finish(lane.overdue(clock.instant()), new Placement.Unconfirmed());
				lanes.giveBack(lane);
			}
			case Placement.Unconfirmed _ -> {
				List<Lane.Waiting> over = lane.failed(clock.instant());
				lanes.finish(over, placement);
				if (over.size() < load.count()) {
					meter.recordPutAgain();
				}
				pauses.after(pause(lane.failures()), () -> lanes.giveBack(lane));
			}
		}
	}

	/** Exponential with full jitter, so that instances which failed together do not come again together. */
	private Duration pause(int failures) {
		long most = FIRST_PAUSE.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
		return Duration.ofMillis(1 + random.nextLong(most));
	}

	/** Runs something later. */
	@FunctionalInterface
	interface Pauses {

		void after(Duration pause, Runnable task);
	}
}
