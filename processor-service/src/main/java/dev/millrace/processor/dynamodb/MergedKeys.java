package dev.millrace.processor.dynamodb;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The keys of all slots as one list: newest first, slot by slot within a millisecond. */
final class MergedKeys {

	private final List<SlotKeys> slots;

	/** @param slots in the order of their numbers */
	MergedKeys(List<SlotKeys> slots) {
		this.slots = slots;
	}

	boolean hasNext() {
		return newest() != null;
	}

	/** Takes the next key, if there is one. */
	Optional<SlotKeys.Found> next() {
		SlotKeys newest = newest();
		if (newest == null) {
			return Optional.empty();
		}
		var found = Optional.ofNullable(newest.peek());
		newest.remove();
		return found;
	}

	private @Nullable SlotKeys newest() {
		SlotKeys newest = null;
		long timestamp = 0;
		for (SlotKeys slot : slots) {
			var head = slot.peek();
			if (head != null && (newest == null || head.key().timestamp() > timestamp)) {
				newest = slot;
				timestamp = head.key().timestamp();
			}
		}
		return newest;
	}
}
