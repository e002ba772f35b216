package dev.millrace.file.sqs;

import java.util.List;
import java.util.concurrent.Semaphore;

import dev.millrace.file.FileSettings;
import dev.millrace.file.Notice;

/** A line of their own for files that take long: they keep neither all workers nor all children from the short ones. */
final class LongFiles {

	/** Nothing is held of those who wait but their messages. */
	private static final int MOST_WAITING = 10;

	private final long from;
	private final Semaphore turns;
	private final Semaphore places;

	LongFiles(FileSettings settings) {
		this.from = settings.longFrom().toBytes();
		this.turns = new Semaphore(settings.longFiles(), true);
		this.places = new Semaphore(settings.longFiles() + MOST_WAITING);
	}

	boolean isAny(List<Notice> notices) {
		return notices.stream().anyMatch(notice -> notice.created() && notice.generation().bytes() >= from);
	}

	/** Whether there is a place in the line. Who has got one waits for its turn, and leaves at the end. */
	boolean enter() {
		return places.tryAcquire();
	}

	void awaitTurn() throws InterruptedException {
		try {
			turns.acquire();
		} catch (InterruptedException e) {
			places.release();
			throw e;
		}
	}

	void leave() {
		turns.release();
		places.release();
	}
}
