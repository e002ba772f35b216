package dev.millrace.processor;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.event.Event;
import dev.millrace.processor.ProcessorMeter.Again;

/**
 * Brings the records of a batch to their ends. An event that cannot be stored is tried a few times and then dead-lettered;
 * a store or a queue that does not answer is waited for, without end.
 */
final class Handling {

	private static final Logger log = LoggerFactory.getLogger(Handling.class);

	private final EventStore store;
	private final Batches batches;
	private final DeadLetters deadLetters;
	private final Pauses pauses;
	private final Patience patience;
	private final Lease lease;
	private final ProcessorMeter meter;
	private final Semaphore letters;
	/** How many attempts an outage has taken of some record of the batch: all of its records meet the same one. */
	private final AtomicInteger outage = new AtomicInteger();

	/** The handling of one batch, for as long as its lease is held. */
	Handling(EventStore store, Batches batches, DeadLetters deadLetters, Pauses pauses, Patience patience,
			Lease lease, ProcessorMeter meter) {
		this.store = store;
		this.batches = batches;
		this.deadLetters = deadLetters;
		this.pauses = pauses;
		this.patience = patience;
		this.lease = lease;
		this.meter = meter;
		this.letters = new Semaphore(patience.letters());
	}

	/**
	 * The events of one partition key: one after the other, since each may be seen only once those before it can be.
	 *
	 * @param stored gets those that are in the table because of these records, now or by an earlier delivery that may have
	 *            ended before they were published
	 */
	void handle(List<Arrival> lane, Tally tally, Collection<Event> stored) {
		for (Arrival arrival : lane) {
			Outcome.Settled end = settle(arrival);
			tally.add(end);
			if (end instanceof Outcome.Stored || end instanceof Outcome.Redelivered) {
				stored.add(arrival.event());
			}
		}
	}

	private Outcome.Settled settle(Arrival arrival) {
		for (var trials = new Trials(patience);;) {
			lease.require();
			switch (batches.store(arrival.at(trials.next()))) {
				case Outcome.Settled settled -> {
					return settled;
				}
				case Outcome.RetryLater(var why) ->
					await(Again.UNAVAILABLE, "The store is unavailable: " + why, trials.postponed());
				case Outcome.Undecided(var winner) -> {
					if (trials.isTooOld()) {
						return deadLetter(arrival, trials.undecided(winner));
					}
					await(Again.UNDECIDED, arrival.position() + " waits for " + winner, trials.postponed());
				}
				case Outcome.Failed(var cause) -> {
					trials.failed();
					log.warn("Attempt {} at {} failed", trials.failures(), arrival.position(), cause);
					if (trials.areEnough() || trials.isTooOld()) {
						return deadLetter(arrival, trials.reason(cause));
					}
					pauseAfter(trials.failures(), Again.FAILED);
				}
			}
		}
	}

	private void await(Again because, String why, int attempt) {
		if (isNews(because, attempt)) {
			log.warn("{}; attempt {}, the shard waits", why, attempt);
		}
		pauseAfter(attempt, because);
	}

	/** At the 1st, 2nd, 4th, 8th ..., and of an outage once for all records: it must not flood the log. */
	private boolean isNews(Again because, int attempt) {
		return Integer.bitCount(attempt) == 1
				&& (because != Again.UNAVAILABLE || outage.getAndAccumulate(attempt, Math::max) < attempt);
	}

	private void pauseAfter(int attempt, Again because) {
		meter.again(because);
		pauses.afterAttempt(attempt, lease);
	}

	private Outcome.Settled deadLetter(Arrival arrival, Reason reason) {
		release(arrival);
		return deadLetter(new DeadLetter(reason, arrival.record()));
	}

	/** Before the letter, since the record is delivered again if the process dies in between, and after it would not be. */
	private void release(Arrival arrival) {
		for (var trials = new Trials(patience);;) {
			lease.require();
			try {
				store.release(arrival);
				return;
			} catch (Unavailable e) {
				await(Again.UNAVAILABLE, "The store is unavailable: " + e.getMessage(), trials.postponed());
			} catch (RuntimeException | Error e) {
				trials.failed();
				log.error("What {} reserved cannot be released", arrival.position(), e);
				if (trials.areEnough()) { // Nothing can have been reserved for what the store cannot even name.
					return;
				}
				pauseAfter(trials.failures(), Again.FAILED);
			}
		}
	}

	/** Writes the letter, whatever it takes: going on without it would lose the record. */
	Outcome.Settled deadLetter(DeadLetter letter) {
		var position = letter.record().position();
		for (int attempt = 1;; attempt++) {
			lease.require();
			try {
				write(letter);
				log.warn("{} is dead-lettered: {}", position, letter.reason().code()); // The message may quote the event.
				return new Outcome.DeadLettered(letter.reason());
			} catch (LeaseLost e) {
				throw e;
			} catch (RuntimeException | Error e) {
				log.error("The dead letter of {} cannot be written, attempt {}; its shard stands still: {}", position,
						attempt, e.toString());
				pauseAfter(attempt, Again.LETTER);
			}
		}
	}

	private void write(DeadLetter letter) {
		try {
			letters.acquire();
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new LeaseLost();
		}
		try {
			deadLetters.write(letter);
		} finally {
			letters.release();
		}
	}
}
