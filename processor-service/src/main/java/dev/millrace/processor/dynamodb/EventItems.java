package dev.millrace.processor.dynamodb;

import java.util.List;
import java.util.Optional;

import dev.millrace.processor.Position;
import dev.millrace.processor.Rejected;
import dev.millrace.processor.Unavailable;

/**
 * The single calls that storing is made of. Each is atomic; between any two the process may die. All throw
 * {@link Unavailable} or {@link Rejected}.
 */
interface EventItems {

	/** What the table holds of one identity at this moment. */
	Sighting look(Identity identity);

	/** Claims an identity for a record; whether the claim is that record's now, or was already. */
	boolean claim(Identity identity, Position winner);

	/**
	 * Puts an item where there is none.
	 *
	 * @return the source of the event that is at this key already; empty where the item was put
	 */
	Optional<String> put(EventItem item);

	/**
	 * Puts items over what is there.
	 *
	 * @param items with different keys
	 * @return those that were not put
	 */
	List<EventItem> putAll(List<EventItem> items);

	/**
	 * What is known of an identity.
	 *
	 * @param stored whether an event of it is in the table
	 * @param winner the position of the record that claimed it, if one did
	 */
	record Sighting(boolean stored, Optional<String> winner) {

		boolean isTakenFrom(Position position) {
			return stored || winner.filter(other -> !other.equals(position.toString())).isPresent();
		}
	}
}
