package dev.millrace.processor.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.Rejected;

/**
 * Keeps one visible item for each identity.
 *
 * <p>An id that the intake made comes again only by redelivery, with the same key and content: putting it again changes
 * nothing. An id that its sender chose is looked for before it is put: events of one identity reach one shard, hence one
 * consumer, in order. Only where the sender chose the partition key too may the same identity come through two shards at
 * once. There a claim decides: an item without slots, far below every event's time, that names the record which won. A
 * record that wins, dies and is delivered again finds itself named and goes on.
 */
final class TableEventStore implements EventStore {

	/** Sources that may use the same id in the same millisecond before an event is refused. */
	static final int MOST_SHIFTS = 1000;

	private final EventItems items;

	TableEventStore(EventItems items) {
		this.items = items;
	}

	@Override
	public Outcome store(Arrival arrival) {
		var item = EventItem.of(arrival);
		if (items.look(item.identity()).isTakenFrom(item.position())) {
			return new Outcome.Duplicate();
		}
		if (arrival.event().keyIsChosen() && !items.claim(item.identity(), item.position())) {
			return new Outcome.Duplicate();
		}
		return put(item);
	}

	/** Another source's event may be at the key by chance; then the item goes to the next free millisecond. */
	private Outcome put(EventItem first) {
		EventItem item = first;
		for (int shifts = 0; shifts < MOST_SHIFTS; shifts++) {
			Optional<String> occupant = items.put(item);
			if (occupant.isEmpty()) {
				return new Outcome.Stored();
			}
			if (occupant.get().equals(item.event().source())) {
				return new Outcome.Duplicate();
			}
			item = item.oneLater();
		}
		throw new Rejected("%d other sources use this id at this time".formatted(MOST_SHIFTS));
	}

	@Override
	public List<Arrival> storeAll(List<Arrival> arrivals) {
		Map<Key, EventItem> byKey = new LinkedHashMap<>(); // The stream may hold an event twice; DynamoDB refuses a key twice.
		arrivals.stream().map(EventItem::of).forEach(item -> byKey.putIfAbsent(item.key(), item));
		var left = items.putAll(List.copyOf(byKey.values())).stream().map(EventItem::key).collect(Collectors.toSet());
		return arrivals.stream().filter(arrival -> left.contains(EventItem.of(arrival).key())).toList();
	}
}
