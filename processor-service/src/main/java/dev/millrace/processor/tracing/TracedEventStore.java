package dev.millrace.processor.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.micrometer.tracing.Span;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.Outcome;

/** A store whose every attempt at a traced event is seen: when the event came, and the table's answer. */
final class TracedEventStore implements EventStore {

	/** An event's spans, and its place among those of the call. */
	private record Seen(int index, Span received, Span stored) {

		void end(Outcome outcome) {
			stored.tag("millrace.outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
			end();
		}

		void fail(Throwable cause) {
			stored.error(cause);
			end();
		}

		private void end() {
			stored.end();
			received.end();
		}
	}

	private final EventStore store;
	private final EventSpans spans;

	TracedEventStore(EventStore store, EventSpans spans) {
		this.store = store;
		this.spans = spans;
	}

	@Override
	public List<Outcome> storeAll(List<Arrival> arrivals) {
		List<Seen> seen = begin(arrivals);
		try {
			List<Outcome> outcomes = store.storeAll(arrivals);
			seen.forEach(event -> event.end(outcomes.get(event.index())));
			return outcomes;
		} catch (RuntimeException | Error e) {
			seen.forEach(event -> event.fail(e));
			throw e;
		}
	}

	private List<Seen> begin(List<Arrival> arrivals) {
		List<Seen> seen = new ArrayList<>();
		for (int i = 0; i < arrivals.size(); i++) {
			int index = i;
			spans.received(arrivals.get(i))
					.ifPresent(received -> seen.add(new Seen(index, received, spans.within(received, "store"))));
		}
		return seen;
	}

	@Override
	public void release(Arrival arrival) {
		store.release(arrival);
	}
}
