package dev.millrace.infra.app;

/** The names under which the services publish what they count; alarms and dashboards ask for them. */
public final class Metrics {

	public static final String NAMESPACE = "Millrace";

	public static final String ACCEPTED = "millrace.events.accepted";
	public static final String REFUSED = "millrace.events.refused";
	public static final String STORED = "millrace.events.stored";
	public static final String DUPLICATE = "millrace.events.duplicate";
	public static final String DEAD_LETTERED = "millrace.events.dead.lettered";
	public static final String IN_FLIGHT = "millrace.events.in.flight";

	private Metrics() {}
}
