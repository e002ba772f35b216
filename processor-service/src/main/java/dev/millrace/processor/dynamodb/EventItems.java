package dev.millrace.processor.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.millrace.processor.Rejected;
import dev.millrace.processor.Unavailable;

/**
 * The single calls that storing is made of. Between any two the process may die. All throw {@link Unavailable} or
 * {@link Rejected}.
 */
interface EventItems {

	/**
	 * Puts each item where there is none yet; each by itself, atomically.
	 *
	 * @param items at most 25, with different keys
	 * @return what came of each, in their order
	 */
	List<Put> putAll(List<? extends Item> items);

	/** What lies at these keys at this moment. */
	Map<Key, Occupant> at(Collection<Key> keys);

	/** Whether an event of this identity is in the table. */
	boolean isStored(Identity identity);

	/** Takes over a claim that was released; whether that succeeded. */
	boolean take(Claim claim);

	/** Names no winner any more, where it is this claim's. */
	void release(Claim claim);

	/** What came of putting one item. */
	sealed interface Put {

		/** It is there. */
		record Done() implements Put {}

		/** Something else is there, or this very item from an earlier attempt. */
		record Occupied() implements Put {}

		/** Neither: {@link Unavailable} or {@link Rejected} says why. */
		record Failed(RuntimeException cause) implements Put {}
	}

	/**
	 * What lies at a key.
	 *
	 * @param source of the event or claim
	 * @param broughtBy of an event: the record that brought it
	 * @param winner of a claim that is not released
	 */
	record Occupant(String source, Optional<String> broughtBy, Optional<String> winner) {

		boolean isEvent() {
			return broughtBy.isPresent();
		}
	}
}
