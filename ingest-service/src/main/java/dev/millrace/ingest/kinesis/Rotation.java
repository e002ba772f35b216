package dev.millrace.ingest.kinesis;

import java.util.List;

/**
 * The lane for events that may lie in any shard: all of them share one until its record goes or is full, then it is another's
 * turn. So small events fill records though each has a key of its own, and no shard gets more records than another.
 */
final class Rotation {

	/** Lanes that follow one another are this part of the stream's hash range apart: the golden ratio spreads any number of them. */
	private static final double STEP = 0.618;

	/** Where so many in a row are busy, all are. */
	private static final int MOST_PASSED = 64;

	private final List<Lane> lanes;
	private final int step;
	private final int room;
	private int turn;
	private int gathered;

	/**
	 * A rotation.
	 *
	 * @param recordBytes at which a record is full
	 */
	Rotation(List<Lane> lanes, int recordBytes) {
		this.lanes = lanes;
		this.step = coprime((int) Math.round(STEP * lanes.size()), lanes.size());
		this.room = recordBytes - Aggregate.AROUND;
	}

	/** Without a common divisor each lane has its turn. */
	private static int coprime(int near, int count) {
		int step = Math.max(1, near);
		while (divisor(step, count) > 1) {
			step++;
		}
		return step;
	}

	private static int divisor(int one, int other) {
		return other == 0 ? one : divisor(other, one % other);
	}

	/**
	 * The lane whose turn it is.
	 *
	 * @param bytes that are added to it
	 */
	synchronized Lane lane(int bytes) {
		boolean begins = gathered == 0;
		if (begins ? !lane().isIdle() : lane().isUnderWay() || gathered + bytes > room) {
			next();
		}
		gathered += bytes;
		return lane();
	}

	/** A lane's record goes. */
	synchronized void gone(Lane lane) {
		if (lane == lane()) {
			next();
		}
	}

	/** To the next lane that is idle, so that nobody waits behind the many events of one busy key; where none is, simply to the next. */
	private void next() {
		gathered = 0;
		int passed = 0;
		do {
			turn = (turn + step) % lanes.size();
			passed++;
		} while (!lane().isIdle() && passed <= Math.min(lanes.size(), MOST_PASSED));
	}

	private Lane lane() {
		return lanes.get(turn);
	}
}
