package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.Unavailable;
import dev.millrace.processor.dynamodb.EventItems.Occupant;
import dev.millrace.processor.dynamodb.EventItems.Put;

/**
 * Keeps one visible item for each identity. Nothing is ever put over anything: each identity has an {@linkplain
 * Identity#anchor anchor}, a key that follows from source and id alone and that can be taken once, by an event or by a
 * claim. Who takes it, in whatever shard, is the one whose event is stored; a record that takes it, dies and is delivered
 * again finds itself named there and goes on.
 */
final class TableEventStore implements EventStore {

	private final EventItems items;
	private final LargeEvents large;

	/** @param large keeps the documents that fit into no item */
	TableEventStore(EventItems items, LargeEvents large) {
		this.items = items;
		this.large = large;
	}

	@Override
	public List<Outcome> storeAll(List<Arrival> arrivals) {
		List<Course> courses = arrivals.stream().map(arrival -> new Course(items, arrival)).toList();
		for (List<Course> open = courses; !open.isEmpty(); open = open(open)) {
			List<Course> next = withDifferentKeys(open);
			next.forEach(course -> course.unburden(large));
			try {
				advance(open(next));
			} catch (Unavailable e) { // Not for those that have come to an end.
				open(next).forEach(course -> course.end(new Outcome.RetryLater(String.valueOf(e.getMessage()))));
			}
		}
		return courses.stream().map(course -> course.outcome().orElseThrow()).toList();
	}

	private static List<Course> open(List<Course> courses) {
		return courses.stream().filter(course -> course.outcome().isEmpty()).toList();
	}

	/** DynamoDB refuses a call that names a key twice; the others have their turn in the next call. */
	private static List<Course> withDifferentKeys(List<Course> courses) {
		Set<Key> keys = new HashSet<>();
		return courses.stream().filter(course -> keys.add(course.next().key())).toList();
	}

	private void advance(List<Course> courses) {
		if (courses.isEmpty()) {
			return;
		}
		List<Put> puts = items.putAll(courses.stream().map(Course::next).toList());
		List<Course> stopped = new ArrayList<>();
		for (int i = 0; i < puts.size(); i++) {
			Course course = courses.get(i);
			switch (puts.get(i)) {
				case Put.Done() -> course.goOn();
				case Put.Occupied() -> stopped.add(course);
				case Put.Failed(Unavailable e) -> course.end(new Outcome.RetryLater(String.valueOf(e.getMessage())));
				case Put.Failed(var cause) -> course.end(new Outcome.Failed(cause));
			}
		}
		if (!stopped.isEmpty()) {
			Map<Key, Occupant> there = items.at(stopped.stream().map(course -> course.next().key()).toList());
			stopped.forEach(course -> course.meet(there.get(course.next().key())));
		}
	}

	@Override
	public void release(Arrival arrival) {
		EventItem item = EventItem.of(arrival);
		List<Key> anchors = IntStream.range(0, Identity.ANCHORS).mapToObj(item.identity()::anchor).toList();
		items.at(anchors).forEach((key, there) -> {
			if (there.winner().filter(arrival.position().toString()::equals).isPresent()) {
				items.release(Claim.of(item, key));
			}
		});
	}
}
