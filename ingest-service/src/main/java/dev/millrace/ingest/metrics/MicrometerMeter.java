package dev.millrace.ingest.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import dev.millrace.event.ProblemCode;
import dev.millrace.ingest.IntakeMeter;

/** The meters of the service. All that are known beforehand are registered at the start, so that each is 0 and not missing. */
final class MicrometerMeter implements IntakeMeter {

	static final String PREFIX = "millrace.ingest.";
	private static final String EVENTS = "events";
	private static final String BYTES = "bytes";

	private final MeterRegistry meters;
	private final ObservationRegistry observations;
	private final Timer confirmation;
	private final Counter accepted;
	private final Counter acceptedBytes;
	private final Producers producers;
	private final Map<ProblemCode, Counter> refused = new EnumMap<>(ProblemCode.class);
	private final Map<String, Counter> refusedRequests = new ConcurrentHashMap<>();
	private final Counter unconfirmed;
	private final Counter turnedAway;
	private final Map<String, Counter> forged = new ConcurrentHashMap<>();
	private final DistributionSummary recordBytes;
	private final DistributionSummary recordEvents;
	private final Counter putAgain;

	MicrometerMeter(MeterRegistry meters, ObservationRegistry observations, int producers) {
		this.meters = meters;
		this.observations = observations;
		this.confirmation = Timer.builder(PREFIX + "confirmation")
				.description("From when a request's body is there until the stream tells the sequence number, an event")
				.publishPercentileHistogram()
				.minimumExpectedValue(Duration.ofMillis(1))
				.maximumExpectedValue(Duration.ofSeconds(30))
				.register(meters);
		this.accepted = counter("accepted.events", EVENTS, "Events that are in the stream");
		this.acceptedBytes = counter("accepted.bytes", BYTES, "Their bytes, as they lie in the stream");
		this.producers = new Producers(meters, producers);
		for (ProblemCode code : ProblemCode.values()) {
			refused.put(code, Counter.builder(PREFIX + "refused.events")
					.baseUnit(EVENTS)
					.description("Events that are not taken and never will be as they are")
					.tag("code", code.word())
					.register(meters));
		}
		this.unconfirmed = counter("unconfirmed.events", EVENTS, "Events whose clients are told to come again");
		this.turnedAway = counter("overloaded.requests", "requests",
				"Requests turned away because more was under way than fits or than the stream takes");
		this.recordBytes = summary("record.bytes", BYTES, "Bytes of a record that the stream took");
		this.recordEvents = summary("record.events", EVENTS, "Events in a record that the stream took");
		this.putAgain = counter("again.records", "records", "Records that the stream did not take at once");
	}

	private Counter counter(String name, String unit, String description) {
		return Counter.builder(PREFIX + name).baseUnit(unit).description(description).register(meters);
	}

	private DistributionSummary summary(String name, String unit, String description) {
		return DistributionSummary.builder(PREFIX + name).baseUnit(unit).description(description).register(meters);
	}

	@Override
	public void accepted(String producer, int bytes, long nanos) {
		accepted.increment();
		acceptedBytes.increment(bytes);
		producers.of(producer).increment();
		confirmation.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void refused(ProblemCode code) {
		Counter counter = refused.get(code);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void requestRefused(String code) {
		refusedRequests.computeIfAbsent(code, this::refusedRequestsOf).increment();
	}

	private Counter refusedRequestsOf(String code) {
		return Counter.builder(PREFIX + "refused.requests")
				.baseUnit("requests")
				.description("Requests that are not taken as a whole and never will be as they are")
				.tag("code", code)
				.register(meters);
	}

	@Override
	public void unconfirmed() {
		unconfirmed.increment();
	}

	@Override
	public void turnedAway() {
		turnedAway.increment();
	}

	@Override
	public void forged(String webhook) {
		forged.computeIfAbsent(webhook, this::forgedOf).increment();
	}

	private Counter forgedOf(String webhook) {
		return Counter.builder(PREFIX + "refused.deliveries")
				.baseUnit("deliveries")
				.description("Deliveries that do not prove to be their sender's")
				.tag("webhook", webhook)
				.register(meters);
	}

	@Override
	public Cause cause() {
		Observation current = observations.getCurrentObservation();
		return current == null ? Cause.UNSEEN : new Observed(current);
	}

	@Override
	public Put put(Cause cause, int records, long bytes) {
		return ObservedPut.begin(observations, cause instanceof Observed(var request) ? request : null, records, bytes);
	}

	private record Observed(Observation request) implements Cause {}

	@Override
	public void recordTaken(int events, int bytes) {
		recordEvents.record(events);
		recordBytes.record(bytes);
	}

	@Override
	public void recordPutAgain() {
		putAgain.increment();
	}

	@Override
	public void bytesInFlight(LongSupplier now) {
		gauge("in.flight.bytes", BYTES, "Bytes of all requests under way", now);
	}

	@Override
	public void eventsWaiting(LongSupplier now) {
		gauge("waiting.events", EVENTS, "Events that the stream has not confirmed yet", now);
	}

	@Override
	public void schemas(IntSupplier inUse, IntSupplier broken) {
		gauge("schemas", "schemas", "Schemas that events are held against", inUse::getAsInt);
		gauge("broken.schemas", "schemas", "Files that are no schemas; 1 where they cannot be read", broken::getAsInt);
	}

	private void gauge(String name, String unit, String description, LongSupplier now) {
		Gauge.builder(PREFIX + name, now::getAsLong).baseUnit(unit).description(description).register(meters);
	}
}
