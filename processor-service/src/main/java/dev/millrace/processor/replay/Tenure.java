package dev.millrace.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.processor.Lease;
import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Counts;
import dev.millrace.processor.Replay.Mark;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.ReplayStates;
import dev.millrace.processor.Unavailable;

/**
 * The right to run a replay, and what is known of it meanwhile. It is written down every few seconds, which also keeps
 * others from taking it over; a process that could not write for a while stops before another may begin.
 */
final class Tenure implements Lease {

	private static final Logger log = LoggerFactory.getLogger(Tenure.class);

	private final ReplayStates states;
	private final Duration term;
	private final InstantSource clock;
	private Replay written;
	private Replay now;
	private Instant heldUntil;
	private boolean lost;

	/**
	 * A right that was just won.
	 *
	 * @param replay as it was written last
	 * @param since before that
	 * @param term for which each write is good, less than the silence after which others take over
	 */
	Tenure(ReplayStates states, Replay replay, Instant since, Duration term, InstantSource clock) {
		this.states = states;
		this.written = replay;
		this.now = replay;
		this.term = term;
		this.clock = clock;
		this.heldUntil = since.plus(term);
	}

	@Override
	public synchronized boolean isHeld() {
		return !lost && now.runs() && clock.instant().isBefore(heldUntil);
	}

	synchronized Replay replay() {
		return now;
	}

	synchronized void advance(String shard, Mark mark, Counts more) {
		now = now.advanced(shard, mark, more);
	}

	/** Nothing is done any more, though the replay stays this process's until it is released. */
	synchronized void giveUp() {
		lost = true;
	}

	/** Writes what is known. A write that another was faster with ends the right: it was cancelled, or is another's. */
	synchronized void write() {
		if (lost) {
			return;
		}
		Instant begun = clock.instant();
		Replay next = now.writtenAt(begun, written);
		try {
			if (states.replace(next)) {
				written = next;
				now = next;
				heldUntil = begun.plus(term);
			} else {
				lost = true;
				log.info("The replay {} is cancelled, or another process runs it", now.id());
			}
		} catch (Unavailable e) {
			log.warn("The replay {} is not written down: {}", now.id(), e.getMessage());
		}
	}

	/** The replay has come to its end. Where that cannot be written, its next owner finds out the same. */
	synchronized void end(State end, Optional<String> why) {
		now = now.ended(end, why);
		write();
		log.info("The replay {} is {}: {}", now.id(), end, now.progress().counts());
	}

	/** Leaves it to any other process, at once. */
	synchronized void release() {
		if (written.runs() && now.runs()) {
			lost = false;
			now = now.ownedBy(Optional.empty());
			write();
			lost = true;
		}
	}
}
