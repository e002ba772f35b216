package dev.millrace.processor.tracing;

import java.util.List;
import java.util.Optional;

import io.micrometer.tracing.Span;

import dev.millrace.event.Event;
import dev.millrace.processor.Publisher;

/** A bus whose every attempt at a traced event is seen. */
final class TracedPublisher implements Publisher {

	private final Publisher publisher;
	private final EventSpans spans;

	TracedPublisher(Publisher publisher, EventSpans spans) {
		this.publisher = publisher;
		this.spans = spans;
	}

	@Override
	public List<Event> publish(List<Event> events) {
		List<Span> seen = events.stream().map(spans::published).flatMap(Optional::stream).toList();
		try {
			return publisher.publish(events);
		} catch (RuntimeException | Error e) {
			seen.forEach(span -> span.error(e));
			throw e;
		} finally {
			seen.forEach(Span::end);
		}
	}
}
