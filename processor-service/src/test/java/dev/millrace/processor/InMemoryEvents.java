package dev.millrace.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.millrace.event.Event;

/** What a store promises, in its simplest form: the measure of the real one, and its stand-in where it is not asked about. */
public final class InMemoryEvents implements EventStore, EventQueries {

	private record Identity(String source, String id) {}

	private final Map<Identity, Event> events = new LinkedHashMap<>();

	private final Map<Identity, Position> broughtBy = new HashMap<>();

	@Override
	public synchronized List<Outcome> storeAll(List<Arrival> arrivals) {
		return arrivals.stream().map(this::store).toList();
	}

	private Outcome store(Arrival arrival) {
		var event = arrival.event();
		var identity = new Identity(event.source(), event.id());
		if (events.putIfAbsent(identity, event) == null) {
			broughtBy.put(identity, arrival.position());
			return new Outcome.Stored();
		}
		return arrival.position().equals(broughtBy.get(identity)) ? new Outcome.Redelivered() : new Outcome.Duplicate();
	}

	@Override
	public void release(Arrival arrival) {
		// Nothing is ever reserved.
	}

	@Override
	public synchronized Lookup byId(String id, Optional<String> source) {
		var found = events.values()
				.stream()
				.filter(event -> event.id().equals(id) && source.map(event.source()::equals).orElse(true))
				.toList();
		return switch (found.size()) {
			case 0 -> new Lookup.Unknown();
			case 1 -> new Lookup.Found(found.getFirst().document());
			default -> new Lookup.Ambiguous(found.stream().map(Event::source).sorted().toList());
		};
	}

	@Override
	public synchronized Page list(Filter filter, Order order, Optional<Place> after, int limit) {
		List<Event> left = events.values()
				.stream()
				.filter(event -> matches(event, filter))
				.sorted(byTime(order).thenComparing(Event::id)
						.thenComparing(Event::source))
				.toList();
		List<Event> rest = after.map(place -> left.subList(indexAfter(place, left), left.size())).orElse(left);
		List<Event> page = rest.subList(0, Math.min(limit, rest.size()));
		var next = page.size() < rest.size()
				? Optional.of(new Place(millis(page.getLast()), 0, page.getLast().id()))
				: Optional.<Place>empty();
		return new Page(new ArrayList<>(page.stream().map(Event::document).toList()), next);
	}

	private static Comparator<Event> byTime(Order order) {
		Comparator<Event> oldestFirst = Comparator.comparingLong(InMemoryEvents::millis);
		return order == Order.OLDEST ? oldestFirst : oldestFirst.reversed();
	}

	private static int indexAfter(Place place, List<Event> events) {
		for (int i = 0; i < events.size(); i++) {
			if (millis(events.get(i)) == place.timestamp() && events.get(i).id().equals(place.id())) {
				return i + 1;
			}
		}
		return events.size();
	}

	private static long millis(Event event) {
		return event.timestamp().toEpochMilli();
	}

	private static boolean matches(Event event, Filter filter) {
		return filter.type().map(event.type()::equals).orElse(true)
				&& filter.source().map(event.source()::equals).orElse(true)
				&& filter.from().map(from -> millis(event) >= from.toEpochMilli()).orElse(true)
				&& filter.to().map(to -> millis(event) < to.toEpochMilli()).orElse(true);
	}
}
