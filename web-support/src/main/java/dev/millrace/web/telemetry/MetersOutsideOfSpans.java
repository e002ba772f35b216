package dev.millrace.web.telemetry;

import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.ObservationHandler;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationHandlerGroup;

/**
 * Takes the meters before Boot's group for tracing does. That opens each request's span once more around them, so that they can keep
 * exemplars: which nobody gets here.
 */
final class MetersOutsideOfSpans implements ObservationHandlerGroup {

	@Override
	public boolean isMember(ObservationHandler<?> handler) {
		return handler instanceof MeterObservationHandler;
	}

	/** Before all others. */
	@Override
	public int compareTo(ObservationHandlerGroup other) {
		return other instanceof MetersOutsideOfSpans ? 0 : -1;
	}

	/** No kind of meter: that would be put behind the group for tracing. */
	@Override
	public Class<?> handlerType() {
		return ObservationHandler.class;
	}
}
