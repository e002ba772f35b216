package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.event.Event;
import dev.millrace.ingest.EventStream;
import dev.millrace.ingest.IntakeMeter;

/**
 * Where events wait for the senders. There is no linger while the stream is idle: an event goes with the next free sender. While
 * calls are under way, or its lane's record is in flight, what gathers becomes the next, larger call and record.
 */
final class Lanes implements EventStream {

	/** Kinesis takes 500 records and 10 MiB a PutRecords call; half of it leaves no call too long on the way. */
	static final int MOST_RECORDS = 500;
	static final int MOST_BYTES = 5 * 1024 * 1024;

	private static final Logger log = LoggerFactory.getLogger(Lanes.class);

	private final Buckets buckets;
	private final List<Lane> lanes;
	private final Rotation rotation;
	/** Holds each lane once at most, so it has a place for all from the start and handing one over needs no memory. */
	private final BlockingQueue<Lane> ready;
	private final ReentrantLock gathering = new ReentrantLock();
	private final AtomicLong open = new AtomicLong();
	private final InstantSource clock;
	private final Duration confirmWithin;
	private final Backlog backlog;
	private final IntakeMeter meter;

	Lanes(int buckets, int aggregateBytes, InstantSource clock, Duration confirmWithin, Duration mostWait,
			IntakeMeter meter) {
		this.buckets = new Buckets(buckets);
		this.lanes = IntStream.range(0, buckets)
				.mapToObj(i -> new Lane(this.buckets.hashKey(i), aggregateBytes))
				.toList();
		this.rotation = new Rotation(lanes, aggregateBytes);
		this.ready = new ArrayBlockingQueue<>(buckets);
		this.clock = clock;
		this.confirmWithin = confirmWithin;
		this.backlog = new Backlog(mostWait, MOST_RECORDS);
		this.meter = meter;
		meter.eventsWaiting(open::get);
	}

	@Override
	public void append(Event event, Consumer<Placement> whenDone) {
		open.incrementAndGet();
		Lane lane = event.mayLieAnywhere() ? rotation.lane(Aggregate.sizeOf(event))
				: lanes.get(buckets.of(event.partitionKey()));
		if (lane.add(new Lane.Waiting(event, clock.instant().plus(confirmWithin), meter.cause(), whenDone))) {
			ready.add(lane);
		}
	}

	/**
	 * Waits for a lane with events, and for its call's time to begin, and takes along what else is ready by then and fits.
	 * One sender gathers at a time: two would share what there is between two calls.
	 *
	 * @return the records to put; none where not one of them could be built. Where it returns, the call has begun
	 */
	List<Lane.Load> take(Pace pace) throws InterruptedException {
		// Before a lane is taken, and with a place for each: what fails for want of memory must not keep one.
		var loads = new ArrayList<Lane.Load>(Math.min(lanes.size(), MOST_RECORDS));
		gathering.lockInterruptibly();
		try {
			Lane first = firstOfCall(pace);
			try {
				gather(first, loads);
			} catch (RuntimeException | Error e) {
				pace.end();
				throw e;
			}
			return loads;
		} finally {
			gathering.unlock();
		}
	}

	/** A lane that is taken while its call does not begin, whatever the cause, is ready for another. */
	private Lane firstOfCall(Pace pace) throws InterruptedException {
		Lane first = ready.take();
		boolean begun = false;
		try {
			pace.begin();
			begun = true;
			return first;
		} finally {
			if (!begun) {
				ready.add(first);
			}
		}
	}

	private void gather(Lane first, List<Lane.Load> loads) {
		Lane lane = first;
		int bytes = 0;
		while (lane != null) {
			rotation.gone(lane);
			var load = load(lane);
			load.ifPresent(loads::add);
			bytes += load.map(built -> built.data().length).orElse(0);
			lane = loads.size() < MOST_RECORDS && bytes < MOST_BYTES ? ready.poll() : null;
		}
	}

	private Optional<Lane.Load> load(Lane lane) {
		try {
			return Optional.of(lane.load());
		} catch (RuntimeException | Error e) {
			abandon(lane, e);
			return Optional.empty();
		}
	}

	/**
	 * Takes all events off a lane with which something went wrong outside the stream. They are told that they are not
	 * confirmed, which is the truth, and the lane goes on with what comes next. That holds for an Error too: what lacks memory
	 * is helped by letting go of events, and a lane that nobody hands back would leave each of its later events to a time-out.
	 */
	void abandon(Lane lane, Throwable cause) {
		List<Lane.Waiting> given = lane.giveUp();
		finish(given, new Placement.Unconfirmed());
		giveBack(lane);
		log.error("A record of {} events failed before or after the stream; their clients are told to come again",
				given.size(), cause);
	}

	/** Whether a lane is ready, so that {@link #take} would wait for nothing but its call's time. */
	boolean hasReady() {
		return !ready.isEmpty();
	}

	/** Hands a lane back that a sender is done with. */
	void giveBack(Lane lane) {
		if (lane.goesOn()) {
			ready.add(lane);
		}
	}

	@Override
	public boolean isBehind() {
		return backlog.isTooLong(open.get(), clock.millis());
	}

	/** Tells the senders of these events where they went. */
	void finish(List<Lane.Waiting> events, Placement placement) {
		if (!events.isEmpty()) {
			ended(events, placement);
		}
		for (Lane.Waiting waiting : events) {
			try {
				waiting.whenDone().accept(placement);
			} catch (RuntimeException | Error e) {
				log.error("The client of event {} could not be answered", waiting.event().id(), e);
			} finally {
				open.decrementAndGet();
			}
		}
	}

	private void ended(List<Lane.Waiting> events, Placement placement) {
		try {
			Duration left = Duration.between(clock.instant(), events.getFirst().deadline());
			backlog.ended(placement instanceof Placement.Placed ? events.size() : 0,
					confirmWithin.minus(left).toMillis(), clock.millis());
		} catch (RuntimeException | Error e) { // Whoever waits for these events has to be answered all the same.
			log.error("The end of {} events was not counted", events.size(), e);
		}
	}

	/** Events appended and not yet finished. */
	long open() {
		return open.get();
	}
}
