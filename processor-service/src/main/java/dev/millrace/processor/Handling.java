package dev.millrace.processor;

import java.time.Clock;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of one lane to their outcomes, in their order. An event that cannot be stored is tried a few times
 * and then dead-lettered; a store or a queue that does not answer is waited for, without end.
 */
final class Handling {

	private static final Logger log = LoggerFactory.getLogger(Handling.class);

	private final EventStore store;
	private final DeadLetters deadLetters;
	private final Pauses pauses;
	private final Clock clock;
	private final int attempts;

	Handling(EventStore store, DeadLetters deadLetters, Pauses pauses, Clock clock, int attempts) {
		this.store = store;
		this.deadLetters = deadLetters;
		this.pauses = pauses;
		this.clock = clock;
		this.attempts = attempts;
	}

	void handle(List<Arrival> lane, Lease lease, Tally tally) {
		for (int at = 0; at < lane.size();) {
			int batched = batchable(lane, at);
			if (batched > 1) {
				storeAll(lane.subList(at, at + batched), lease, tally);
				at += batched;
			} else {
				tally.add(store(lane.get(at), lease));
				at++;
			}
		}
	}

	private static int batchable(List<Arrival> lane, int from) {
		int to = from;
		while (to < lane.size() && to - from < EventStore.BATCH && !lane.get(to).event().repeatable()) {
			to++;
		}
		return to - from;
	}

	private void storeAll(List<Arrival> batch, Lease lease, Tally tally) {
		List<Arrival> left = batch;
		for (var trials = new Trials(clock); !left.isEmpty();) {
			lease.require();
			try {
				List<Arrival> rest = store.storeAll(left);
				count(left.size() - rest.size(), tally);
				left = rest;
				if (!left.isEmpty()) {
					pauses.afterAttempt(trials.unavailable(), lease);
				}
			} catch (Unavailable e) {
				awaitStore(e, trials, lease);
			} catch (LeaseLost e) {
				throw e;
			} catch (RuntimeException e) {
				log.warn("A batch of {} events failed; each is tried by itself", left.size(), e);
				left.forEach(arrival -> tally.add(store(arrival, lease)));
				return;
			}
		}
	}

	private static void count(int stored, Tally tally) {
		for (int i = 0; i < stored; i++) {
			tally.add(new Outcome.Stored());
		}
	}

	private Outcome store(Arrival arrival, Lease lease) {
		for (var trials = new Trials(clock);;) {
			lease.require();
			try {
				return storeOnce(arrival);
			} catch (Unavailable e) {
				awaitStore(e, trials, lease);
			} catch (RuntimeException e) {
				int failures = trials.failed();
				log.warn("Attempt {} of {} at {} failed", failures, attempts, arrival.position(), e);
				if (failures >= attempts) {
					return deadLetter(new DeadLetter(trials.reason(e), arrival.record()), lease);
				}
				pauses.afterAttempt(failures, lease);
			}
		}
	}

	private Outcome storeOnce(Arrival arrival) {
		if (arrival.event().repeatable()) {
			return store.store(arrival);
		}
		if (store.storeAll(List.of(arrival)).isEmpty()) {
			return new Outcome.Stored();
		}
		throw new Unavailable("the store did not take the event this time");
	}

	private void awaitStore(Unavailable e, Trials trials, Lease lease) {
		int outages = trials.unavailable();
		if (Integer.bitCount(outages) == 1) { // At the 1st, 2nd, 4th, 8th ...: an outage must not flood the log.
			log.warn("The store is unavailable, attempt {}; the shard waits: {}", outages, e.getMessage());
		}
		pauses.afterAttempt(outages, lease);
	}

	/** Writes the letter, whatever it takes: going on without it would lose the record. */
	Outcome deadLetter(DeadLetter letter, Lease lease) {
		var position = letter.record().position();
		for (int attempt = 1;; attempt++) {
			lease.require();
			try {
				deadLetters.write(letter);
				log.warn("{} is dead-lettered: {}", position, letter.reason().code()); // The message may quote the event.
				return new Outcome.DeadLettered(letter.reason());
			} catch (RuntimeException e) {
				log.error("The dead letter of {} cannot be written, attempt {}; its shard stands still: {}", position,
						attempt, e.toString());
				pauses.afterAttempt(attempt, lease);
			}
		}
	}
}
