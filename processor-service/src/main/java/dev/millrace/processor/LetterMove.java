package dev.millrace.processor;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves dead letters from the queue, which cannot be looked through, to where they can. A letter leaves the queue only once
 * it is kept; killed in between, it comes again and is the same letter.
 */
final class LetterMove implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LetterMove.class);
	private static final Duration PAUSE = Duration.ofSeconds(5);

	private final LetterQueue queue;
	private final KeptLetters letters;
	private final Duration pause;
	private volatile @Nullable Thread thread;

	LetterMove(LetterQueue queue, KeptLetters letters) {
		this(queue, letters, PAUSE);
	}

	LetterMove(LetterQueue queue, KeptLetters letters, Duration pause) {
		this.queue = queue;
		this.letters = letters;
		this.pause = pause;
	}

	/** Moves what is there; how many letters that were. */
	int move() {
		int moved = 0;
		for (var received : queue.receive()) {
			try {
				letters.keep(received.letter());
				queue.remove(received);
				moved++;
			} catch (RuntimeException | Error e) {
				log.warn("The letter of {} stays in the queue for now: {}", received.letter().record().position(),
						e.toString());
			}
		}
		return moved;
	}

	private void run() {
		while (isRunning()) {
			try {
				move();
			} catch (RuntimeException | Error e) { // Nobody would notice that it had ended, until the queue forgets.
				if (isRunning()) {
					log.warn("The queue of dead letters does not answer; they stay there: {}", e.toString());
					LockSupport.parkNanos(pause.toNanos());
				}
			}
		}
	}

	@Override
	public void start() {
		thread = Thread.ofPlatform().name("dead-letters").daemon().unstarted(this::run);
		thread.start();
	}

	@Override
	public void stop() {
		Thread running = thread;
		thread = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return thread != null;
	}
}
