package dev.millrace.infra.app;

/** The names under which the services publish what they count; alarms and dashboards ask for them. */
public final class Metrics {

	public static final String NAMESPACE = "Millrace";

	public static final String ACCEPTED = "millrace.ingest.accepted.events";
	public static final String REFUSED = "millrace.ingest.refused.events";
	public static final String STORED = "millrace.processor.stored.events";
	public static final String DUPLICATE = "millrace.processor.duplicate.events";
	public static final String DEAD_LETTERED = "millrace.processor.dead.lettered.events";
	public static final String IN_FLIGHT = "millrace.processor.in.flight.events";

	private Metrics() {}
}
