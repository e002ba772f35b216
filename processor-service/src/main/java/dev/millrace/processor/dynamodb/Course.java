package dev.millrace.processor.dynamodb;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.Rejected;
import dev.millrace.processor.Unavailable;
import dev.millrace.processor.dynamodb.EventItems.Occupant;

/**
 * One event's way into the table: first the anchor of its identity, then, unless it is its own anchor, the event itself.
 * Whatever is found on the way decides how it goes on.
 */
final class Course {

	/** Sources that may use the same id in the same millisecond before an event is refused. */
	static final int MOST_SHIFTS = 1000;

	private final EventItems items;
	private final Identity identity;
	private final String me;
	private EventItem event;
	private int anchor;
	private int shifts;
	private boolean claimed;
	private @Nullable Outcome outcome;

	Course(EventItems items, Arrival arrival) {
		this.items = items;
		this.event = EventItem.of(arrival);
		this.identity = event.identity();
		this.me = arrival.position().toString();
	}

	/** Where it ended, once it has. */
	Optional<Outcome> outcome() {
		return Optional.ofNullable(outcome);
	}

	/** What is to be put next. */
	Item next() {
		if (claimed) {
			return event;
		}
		Key key = identity.anchor(anchor);
		return key.equals(event.key()) ? event : Claim.of(event, key);
	}

	/** Nothing may point at a document that is not there, so one that no item holds is kept before its item is put. */
	void unburden(LargeEvents large) {
		if (next() instanceof EventItem item && item.isTooLarge()) {
			try {
				event = item.lyingAt(large.keep(item.event()));
			} catch (Unavailable e) {
				outcome = new Outcome.RetryLater(String.valueOf(e.getMessage()));
			} catch (RuntimeException e) {
				outcome = new Outcome.Failed(e);
			}
		}
	}

	/** What was to be put next was put. */
	void goOn() {
		if (next() instanceof EventItem) {
			outcome = new Outcome.Stored();
		} else {
			claimed = true;
		}
	}

	void end(Outcome reached) {
		outcome = reached;
	}

	/** @param there what is where the next item was to be put; null where it went away in the meantime */
	void meet(@Nullable Occupant there) {
		if (there == null) {
			outcome = new Outcome.RetryLater("what was at the key is gone");
		} else if (!there.source().equals(identity.source())) {
			makeRoom();
		} else if (there.isEvent()) {
			outcome = there.broughtBy().equals(Optional.of(event.position().inStream()))
					? new Outcome.Redelivered()
					: new Outcome.Duplicate();
		} else if (claimed) {
			shift(); // Its own claim: the event is of the very time that its id names, and was not when it claimed.
		} else {
			meetClaim(there.winner());
		}
	}

	/** Another source of the same id was here first. */
	private void makeRoom() {
		if (claimed) {
			shift();
		} else if (++anchor >= Identity.ANCHORS) {
			refuse(Identity.ANCHORS + " other sources hold the anchors of this id");
		}
	}

	private void shift() {
		event = event.oneLater();
		if (++shifts >= MOST_SHIFTS) {
			refuse("%d other sources use this id at this time".formatted(MOST_SHIFTS));
		}
	}

	private void refuse(String why) {
		outcome = new Outcome.Failed(new Rejected(why));
	}

	private void meetClaim(Optional<String> winner) {
		if (winner.filter(me::equals).isPresent()) {
			claimed = true;
		} else if (items.isStored(identity)) {
			outcome = new Outcome.Duplicate();
		} else if (winner.isPresent()) {
			outcome = new Outcome.Undecided(winner.get());
		} else if (items.take(Claim.of(event, identity.anchor(anchor)))) {
			claimed = true;
		} else {
			outcome = new Outcome.RetryLater("another record took the claim");
		}
	}
}
