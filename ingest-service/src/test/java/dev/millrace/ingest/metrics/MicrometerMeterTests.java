package dev.millrace.ingest.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import dev.millrace.event.ProblemCode;
import dev.millrace.ingest.IntakeMeter.Cause;

import static org.assertj.core.api.Assertions.assertThat;

class MicrometerMeterTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();
	private final ObservationRegistry observations = ObservationRegistry.create();
	private final MicrometerMeter meter = new MicrometerMeter(meters, observations, 2);

	@Test
	void countsAnAcceptedEventItsBytesAndItsTime() {
		meter.accepted("shop", 300, 4_000_000);
		meter.accepted("shop", 200, 8_000_000);
		assertThat(count("accepted.events")).isEqualTo(2);
		assertThat(count("accepted.bytes")).isEqualTo(500);
		var timer = meters.get("millrace.ingest.confirmation").timer();
		assertThat(timer.count()).isEqualTo(2);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(12);
	}

	@Test
	void countsTheFirstProducersEachByItselfAndAllOthersTogether() {
		for (String producer : List.of("a", "b", "c", "d", "a", "b", "c")) {
			meter.accepted(producer, 1, 1);
		}
		assertThat(ofProducer("a")).isEqualTo(2);
		assertThat(ofProducer("b")).isEqualTo(2);
		assertThat(ofProducer("other")).isEqualTo(3);
		assertThat(meters.get("millrace.ingest.producer.events").counters()).hasSize(3);
	}

	@Test
	void neverHasMoreProducersHoweverManyThreadsBringThem() {
		var threads = new ArrayList<Thread>();
		for (int i = 0; i < 8; i++) {
			int first = i * 100;
			threads.add(Thread.startVirtualThread(() -> {
				for (int j = 0; j < 100; j++) {
					meter.accepted("key-" + (first + j), 1, 1);
				}
			}));
		}
		threads.forEach(MicrometerMeterTests::join);
		assertThat(meters.get("millrace.ingest.producer.events").counters()).hasSize(3);
		assertThat(meters.get("millrace.ingest.producer.events").counters().stream().mapToDouble(c -> c.count()).sum())
				.isEqualTo(800);
	}

	@Test
	void countsARefusalByItsCodeAndShowsTheOthersAsNone() {
		meter.refused(ProblemCode.TOO_DEEP);
		for (ProblemCode code : ProblemCode.values()) {
			assertThat(meters.get("millrace.ingest.refused.events").tag("code", code.word()).counter().count())
					.as(code.word())
					.isEqualTo(code == ProblemCode.TOO_DEEP ? 1 : 0);
		}
	}

	@Test
	void countsWhatIsUnconfirmedTurnedAwayForgedAndPutAgain() {
		meter.unconfirmed();
		meter.turnedAway();
		meter.forged("github");
		meter.recordPutAgain();
		assertThat(count("unconfirmed.events")).isEqualTo(1);
		assertThat(count("overloaded.requests")).isEqualTo(1);
		assertThat(count("again.records")).isEqualTo(1);
		assertThat(meters.get("millrace.ingest.refused.deliveries").tag("webhook", "github").counter().count())
				.isEqualTo(1);
	}

	@Test
	void tellsHowFullRecordsAre() {
		meter.recordTaken(3, 900);
		meter.recordTaken(5, 1500);
		assertThat(meters.get("millrace.ingest.record.events").summary().mean()).isEqualTo(4);
		assertThat(meters.get("millrace.ingest.record.bytes").summary().totalAmount()).isEqualTo(2400);
	}

	@Test
	void readsWhatIsUnderWayWhenItIsAsked() {
		var bytes = new AtomicLong(7);
		var broken = new AtomicInteger();
		meter.bytesInFlight(bytes::get);
		meter.eventsWaiting(() -> 3);
		meter.schemas(() -> 2, broken::get);
		bytes.set(9);
		broken.set(1);
		assertThat(gauge("in.flight.bytes")).isEqualTo(9);
		assertThat(gauge("waiting.events")).isEqualTo(3);
		assertThat(gauge("schemas")).isEqualTo(2);
		assertThat(gauge("broken.schemas")).isEqualTo(1);
	}

	@Test
	void timesEachPutByWhatCameOfIt() {
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		meter.put(Cause.UNSEEN, 2, 100).answered(0);
		meter.put(Cause.UNSEEN, 2, 100).answered(1);
		meter.put(Cause.UNSEEN, 2, 100).answered(2);
		meter.put(Cause.UNSEEN, 2, 100).failed(new IllegalStateException("made for this test"));
		for (String result : List.of("taken", "partly", "refused", "failed")) {
			assertThat(meters.get("millrace.ingest.put").tag("result", result).timer().count()).as(result).isEqualTo(1);
		}
		assertThat(meters.get("millrace.ingest.put").tag("error", "IllegalStateException").timer().count())
				.isEqualTo(1);
	}

	@Test
	void letsATracerSeeWhatAPutHolds() {
		var seen = new ArrayList<Observation.Context>();
		observations.observationConfig().observationHandler(handler(seen::add));
		var put = meter.put(Cause.UNSEEN, 4, 4096);
		assertThat(observations.getCurrentObservation()).as("what the client calls is part of it").isNotNull();
		put.answered(1);
		assertThat(observations.getCurrentObservation()).isNull();
		assertThat(seen).singleElement().satisfies(context -> {
			assertThat(context.getContextualName()).isEqualTo("PutRecords");
			assertThat(context.getHighCardinalityKeyValues()).containsExactlyInAnyOrder(KeyValue.of("records", "4"),
					KeyValue.of("bytes", "4096"), KeyValue.of("failed", "1"));
			assertThat(context.getLowCardinalityKeyValues()).containsExactly(KeyValue.of("result", "partly"));
		});
	}

	@Test
	void makesNothingWhereNobodyLooks() {
		assertThat(meter.put(Cause.UNSEEN, 1, 1)).isSameAs(meter.put(Cause.UNSEEN, 2, 2));
		meter.put(Cause.UNSEEN, 1, 1).answered(0);
		meter.put(Cause.UNSEEN, 1, 1).failed(new IllegalStateException("made for this test"));
		assertThat(meters.find("millrace.ingest.put").timers()).isEmpty();
	}

	@Test
	void keepsATracerThatFailsAwayFromTheEvents() {
		observations.observationConfig().observationHandler(handler(_ -> {
			throw new IllegalStateException("made for this test");
		}));
		meter.put(Cause.UNSEEN, 1, 1).answered(0);
		meter.put(Cause.UNSEEN, 1, 1).failed(new IllegalArgumentException("made for this test"));
		assertThat(observations.getCurrentObservation()).isNull();
	}

	@Test
	void givesEachMeterAUnitAndADescription() {
		meter.bytesInFlight(() -> 0);
		meter.eventsWaiting(() -> 0);
		meter.schemas(() -> 0, () -> 0);
		meter.forged("github");
		assertThat(meters.getMeters()).isNotEmpty()
				.extracting(Meter::getId)
				.allSatisfy(id -> assertThat(id.getDescription()).as(id.getName()).isNotEmpty())
				.allSatisfy(id -> assertThat(id.getBaseUnit()).as(id.getName()).isNotEmpty());
	}

	private static ObservationHandler<Observation.Context> handler(Consumer<Observation.Context> atEnd) {
		return new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				atEnd.accept(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}
		};
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private double count(String name) {
		return meters.get("millrace.ingest." + name).counter().count();
	}

	private double ofProducer(String producer) {
		return meters.get("millrace.ingest.producer.events").tag("producer", producer).counter().count();
	}

	private double gauge(String name) {
		return meters.get("millrace.ingest." + name).gauge().value();
	}
}
