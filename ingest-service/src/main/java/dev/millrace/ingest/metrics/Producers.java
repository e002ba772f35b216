package dev.millrace.ingest.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts events by producer: the first so many each by itself, all others together, so that keys never fill the memory. */
final class Producers {

	private static final String OTHER = "other";

	private final MeterRegistry meters;
	private final int most;
	private final Map<String, Counter> own = new ConcurrentHashMap<>();
	private final Counter other;

	Producers(MeterRegistry meters, int most) {
		this.meters = meters;
		this.most = most;
		this.other = counter(OTHER);
	}

	Counter of(String producer) {
		Counter known = own.get(producer);
		return known != null ? known : first(producer);
	}

	/** In turn, so that there are never more than so many; once there are, none waits for another any more. */
	private Counter first(String producer) {
		if (own.size() >= most) {
			return other;
		}
		synchronized (this) {
			return own.size() < most || own.containsKey(producer) ? own.computeIfAbsent(producer, this::counter)
					: other;
		}
	}

	private Counter counter(String producer) {
		return Counter.builder(MicrometerMeter.PREFIX + "producer.events")
				.baseUnit("events")
				.description("Events of one producer that are in the stream")
				.tag("producer", producer)
				.register(meters);
	}
}
