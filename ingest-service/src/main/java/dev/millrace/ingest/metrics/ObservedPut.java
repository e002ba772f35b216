package dev.millrace.ingest.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.ingest.IntakeMeter.Put;

/**
 * A PutRecords call as one observation, of which Micrometer makes a timer and, where a tracer is configured, a span. Whatever
 * such a handler throws stays here: the events are in the stream or not, and no observer changes that.
 */
final class ObservedPut implements Put {

	private static final Logger log = LoggerFactory.getLogger(ObservedPut.class);
	private static final String NAME = MicrometerMeter.PREFIX + "put";
	private static final String RESULT = "result";
	private static final Put UNSEEN = new Unseen();

	private final Observation observation;
	private final Observation.Scope scope;
	private final int records;

	private ObservedPut(Observation observation, int records) {
		this.observation = observation;
		this.scope = observation.openScope();
		this.records = records;
	}

	/** A call for many requests has one parent at most: spans have no more. */
	static Put begin(ObservationRegistry registry, @Nullable Observation parent, int records, long bytes) {
		if (registry.isNoop()) {
			return UNSEEN;
		}
		try {
			var observation = Observation.createNotStarted(NAME, registry)
					.contextualName("PutRecords")
					.parentObservation(parent)
					.highCardinalityKeyValue("records", Integer.toString(records))
					.highCardinalityKeyValue("bytes", Long.toString(bytes));
			return observation.isNoop() ? UNSEEN : new ObservedPut(observation.start(), records);
		} catch (RuntimeException e) {
			log.warn("A PutRecords call could not be observed", e);
			return UNSEEN;
		}
	}

	@Override
	public void answered(int notTaken) {
		end(notTaken == 0 ? "taken" : notTaken < records ? "partly" : "refused", notTaken);
	}

	@Override
	public void failed(Throwable cause) {
		try {
			observation.error(cause);
		} catch (RuntimeException e) {
			log.warn("The failure of a PutRecords call could not be observed", e);
		}
		end("failed", records);
	}

	private void end(String result, int notTaken) {
		try (scope) {
			observation.lowCardinalityKeyValue(RESULT, result)
					.highCardinalityKeyValue("failed", Integer.toString(notTaken));
		} catch (RuntimeException e) {
			log.warn("The end of a PutRecords call could not be observed", e);
		} finally {
			stop();
		}
	}

	private void stop() {
		try {
			observation.stop();
		} catch (RuntimeException e) {
			log.warn("The end of a PutRecords call could not be observed", e);
		}
	}

	/** Nobody looks. */
	private static final class Unseen implements Put {

		@Override
		public void answered(int notTaken) {
			// Nothing to tell anybody.
		}

		@Override
		public void failed(Throwable cause) {
			// The sender itself logs it.
		}
	}
}
