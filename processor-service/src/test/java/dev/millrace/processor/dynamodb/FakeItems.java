package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.millrace.processor.Rejected;

/** The table's calls on a map, with something that happens before and after each: a crash, or a turn of someone else. */
final class FakeItems implements EventItems {

	private final Map<Key, Item> items = new LinkedHashMap<>();
	private final Map<Key, Boolean> released = new HashMap<>();
	private final Predicate<EventItem> rejected;
	private final Runnable between;

	FakeItems(Predicate<EventItem> rejected, Runnable between) {
		this.rejected = rejected;
		this.between = between;
	}

	private <T> T atomically(Supplier<T> call) {
		between.run();
		T answer = call.get();
		between.run();
		return answer;
	}

	/** As the table does: each item by itself, with turns of others between them. */
	@Override
	public List<Put> putAll(List<? extends Item> wanted) {
		List<Put> puts = new ArrayList<>();
		wanted.forEach(item -> puts.add(atomically(() -> put(item))));
		return puts;
	}

	private Put put(Item item) {
		if (item instanceof EventItem event && rejected.test(event)) {
			return new Put.Failed(new Rejected("never"));
		}
		return items.putIfAbsent(item.key(), item) == null ? new Put.Done() : new Put.Occupied();
	}

	@Override
	public Map<Key, Occupant> at(Collection<Key> keys) {
		return atomically(() -> {
			Map<Key, Occupant> found = new HashMap<>();
			keys.forEach(key -> Optional.ofNullable(items.get(key)).ifPresent(item -> found.put(key, occupant(item))));
			return found;
		});
	}

	private Occupant occupant(Item item) {
		return switch (item) {
			case EventItem event -> new Occupant(event.event().source(),
					Optional.of(event.position().inStream()), Optional.empty());
			case Claim claim -> new Occupant(claim.identity().source(), Optional.empty(),
					Optional.of(claim.winner().toString()).filter(_ -> !released.containsKey(claim.key())));
		};
	}

	@Override
	public boolean isStored(Identity identity) {
		return atomically(() -> visible().stream().anyMatch(item -> item.identity().equals(identity)));
	}

	@Override
	public boolean take(Claim claim) {
		return atomically(() -> {
			boolean free = released.remove(claim.key()) != null;
			if (free) {
				items.put(claim.key(), claim);
			}
			return free;
		});
	}

	@Override
	public void release(Claim claim) {
		atomically(() -> claim.equals(items.get(claim.key())) ? released.put(claim.key(), true) : null);
	}

	List<EventItem> visible() {
		return items.values()
				.stream()
				.filter(EventItem.class::isInstance)
				.map(EventItem.class::cast)
				.toList();
	}
}
