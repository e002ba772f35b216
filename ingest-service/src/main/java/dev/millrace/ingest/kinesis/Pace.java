package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When a call to the stream may begin: at once while none is under way, else when none is any more or a moment later. What
 * arrives meanwhile goes along, so that a stream that answers quickly is not asked with one event a call.
 */
final class Pace {

	private final Duration moment;
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition quiet = lock.newCondition();
	private int underWay;

	/** With the time that an event may wait for others while calls are under way. */
	Pace(Duration moment) {
		this.moment = moment;
	}

	/** Waits for a call's time to begin, and counts it as under way until {@link #end()}. */
	void begin() throws InterruptedException {
		lock.lockInterruptibly();
		try {
			long left = moment.toNanos();
			while (underWay > 0 && left > 0) {
				left = quiet.awaitNanos(left);
			}
			underWay++;
		} finally {
			lock.unlock();
		}
	}

	void end() {
		lock.lock();
		try {
			underWay--;
			if (underWay == 0) {
				quiet.signalAll();
			}
		} finally {
			lock.unlock();
		}
	}
}
