package dev.millrace.infra.app;

import java.util.List;

import dev.millrace.infra.stack.PlatformStack;

/**
 * What of the services' own meters CloudWatch is given, by the names that {@code /actuator/prometheus} has for them; alarms and
 * dashboards ask for these. Each costs money by itself, so that there are no others.
 */
public final class Metrics {

	public static final String ACCEPTED = "millrace_ingest_accepted_events_total";
	public static final String STORED = "millrace_processor_stored_events_total";
	public static final String DUPLICATE = "millrace_processor_duplicate_events_total";
	public static final String DEAD_LETTERED = "millrace_processor_dead_lettered_events_total";

	public static final List<String> ALL = List.of(ACCEPTED, STORED, DUPLICATE, DEAD_LETTERED);

	private Metrics() {}

	/** Of one environment: two in an account would be added up. */
	public static String namespace(PlatformStack stack) {
		return "Millrace/" + stack.plan().names().suffix();
	}
}
