package dev.millrace.processor.dynamodb;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.processor.Order;

/** The keys of all slots as one list: in one order of time, slot by slot within a millisecond. */
final class MergedKeys {

	private final List<SlotKeys> slots;

	private final Order order;

	/** @param slots in the order of their numbers */
	MergedKeys(List<SlotKeys> slots, Order order) {
		this.slots = slots;
		this.order = order;
	}

	boolean hasNext() {
		return first() != null;
	}

	/** Takes the next key, if there is one. */
	Optional<SlotKeys.Found> next() {
		SlotKeys first = first();
		if (first == null) {
			return Optional.empty();
		}
		var found = Optional.ofNullable(first.peek());
		first.remove();
		return found;
	}

	private @Nullable SlotKeys first() {
		SlotKeys first = null;
		long timestamp = 0;
		for (SlotKeys slot : slots) {
			var head = slot.peek();
			if (head != null && (first == null || isBefore(head.key().timestamp(), timestamp))) {
				first = slot;
				timestamp = head.key().timestamp();
			}
		}
		return first;
	}

	private boolean isBefore(long one, long other) {
		return order == Order.NEWEST ? one > other : one < other;
	}
}
