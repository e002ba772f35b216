package dev.millrace.processor.tracing;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.event.Event;
import dev.millrace.processor.Arrival;

/** Spans of events that came with a trace that is seen. Whatever goes wrong with one stays with it: an event is stored with or without. */
final class EventSpans {

	private static final Logger log = LoggerFactory.getLogger(EventSpans.class);

	private final Tracer tracer;
	private final Propagator propagator;

	EventSpans(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.propagator = propagator;
	}

	/** From when the stream took the event: how long it lay there is what one wants to see. */
	Optional<Span> received(Arrival arrival) {
		return of(arrival.event()).map(span -> at(span, arrival.record().arrivedAt())
				.name("receive")
				.kind(Span.Kind.CONSUMER)
				.tag("messaging.system", "aws_kinesis")
				.tag("millrace.position", arrival.position().toString())
				.start());
	}

	/** A call that is a part of another's work. */
	Span within(Span parent, String name) {
		return tracer.spanBuilder().setParent(parent.context()).name(name).kind(Span.Kind.CLIENT).start();
	}

	Optional<Span> published(Event event) {
		return of(event).map(span -> span.name("publish")
				.kind(Span.Kind.PRODUCER)
				.tag("messaging.system", "aws_eventbridge")
				.start());
	}

	private Optional<Span.Builder> of(Event event) {
		try {
			return Traceparent.of(event)
					.map(parent -> propagator.extract(parent,
							(carrier, name) -> Traceparent.NAME.equals(name) ? carrier : null));
		} catch (RuntimeException e) { // Such as data that is nested deeper than this reader follows.
			log.debug("The trace of an event cannot be told", e);
			return Optional.empty();
		}
	}

	private static Span.Builder at(Span.Builder span, Instant start) {
		return span.startTimestamp(start.toEpochMilli(), TimeUnit.MILLISECONDS);
	}
}
