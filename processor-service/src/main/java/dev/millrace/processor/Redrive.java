package dev.millrace.processor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.event.Event;
import dev.millrace.processor.KeptLetter.Closing;

/**
 * Tries dead letters again, on the very way that records of the stream take. A letter is closed only once its event is
 * stored; one that fails again stays, with its last reason.
 */
public final class Redrive {

	private static final Logger log = LoggerFactory.getLogger(Redrive.class);
	/** After which a table that does not answer is not waited for any longer. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final KeptLetters letters;
	private final EventQueries queries;
	private final RecordLoop loop;
	private final InstantSource clock;

	Redrive(KeptLetters letters, EventQueries queries, RecordLoop loop, InstantSource clock) {
		this.letters = letters;
		this.queries = queries;
		this.loop = loop;
		this.clock = clock;
	}

	/** What came of a letter, or would. */
	public sealed interface Result {

		/** Its event is in the table because of it; the letter is closed. */
		record Stored() implements Result {}

		/** Its event was in the table before; the letter is closed. */
		record Duplicate() implements Result {}

		/** It failed again, and stays. */
		record Failed(Reason reason) implements Result {}

		/** The table did not answer; the letter stays. */
		record Later() implements Result {}

		/** There is no open letter of this id. */
		record Unknown() implements Result {}
	}

	/**
	 * Tries a letter.
	 *
	 * @param by the id of the key that asks for it
	 */
	public Result redrive(String id, String by) {
		Optional<KeptLetter> found = letters.find(id);
		Optional<byte[]> bytes = letters.bytes(id);
		return found.isEmpty() || bytes.isEmpty() ? new Result.Unknown() : redrive(found.get(), bytes.get(), by);
	}

	private Result redrive(KeptLetter letter, byte[] bytes, String by) {
		Result result = attempt(new StreamRecord(letter.position(), letter.arrivedAt(), bytes, lasting(letter)));
		switch (result) {
			case Result.Failed(var reason) -> letters.update(letter.failedAgain(reason));
			case Result.Stored(),Result.Duplicate() ->
				close(letter, new Closing(Closing.REDRIVEN, by, "its event is stored", clock.instant()));
			case Result.Later(),Result.Unknown() -> log.info("The letter {} stays as it is", letter.id());
		}
		return result;
	}

	/** What was wrong with the bytes themselves still is; that a record was misplaced is no reason not to store it. */
	private static Optional<Damage> lasting(KeptLetter letter) {
		return Optional.of(letter.reason())
				.filter(reason -> reason.code().equals(Reason.BROKEN_AGGREGATE))
				.map(reason -> new Damage(reason.code(), reason.message()));
	}

	private Result attempt(StreamRecord record) {
		Instant end = clock.instant().plus(PATIENCE);
		var failure = new AtomicReference<Reason>();
		try {
			var tally = loop.again(letter -> failure.set(letter.reason()))
					.process(List.of(record), () -> clock.instant().isBefore(end));
			Reason reason = failure.get();
			if (reason != null) {
				return new Result.Failed(reason);
			}
			return tally.stored() > 0 ? new Result.Stored() : new Result.Duplicate();
		} catch (LeaseLost _) {
			return new Result.Later();
		}
	}

	/** What {@link #redrive} would probably come to; changes nothing. */
	public Result foresee(String id) {
		Optional<KeptLetter> found = letters.find(id);
		Optional<byte[]> bytes = letters.bytes(id);
		if (found.isEmpty() || bytes.isEmpty()) {
			return new Result.Unknown();
		}
		if (lasting(found.get()).isPresent()) {
			return new Result.Failed(found.get().reason());
		}
		return switch (Event.read(bytes.get())) {
			case Event.Stored.Legible(var event) -> isStored(event) ? new Result.Duplicate() : new Result.Stored();
			case Event.Stored.Illegible(var problem) -> {
				Instant now = clock.instant();
				yield new Result.Failed(
						new Reason(Reason.UNREADABLE, problem.detail(), Optional.empty(), 0, now, now));
			}
		};
	}

	private boolean isStored(Event event) {
		return queries.byId(event.id(), Optional.of(event.source())) instanceof EventQueries.Lookup.Found;
	}

	/**
	 * Gives a letter up.
	 *
	 * @param by the id of the key that asks for it
	 * @param why what it says about it
	 * @return whether there was one
	 */
	public boolean delete(String id, String by, String why) {
		Optional<KeptLetter> found = letters.find(id);
		found.ifPresent(letter -> close(letter, new Closing(Closing.DELETED, by, why, clock.instant())));
		return found.isPresent();
	}

	private void close(KeptLetter letter, Closing end) {
		letters.update(letter.closed(end));
		log.info("The letter {} ({}) is {} by key {}: {}", letter.id(), letter.reason().code(), end.how(), end.by(),
				end.why().replaceAll("\\p{Cntrl}", " "));
	}
}
