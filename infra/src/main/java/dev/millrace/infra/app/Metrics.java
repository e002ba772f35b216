package dev.millrace.infra.app;

import java.util.List;

import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.PlatformStack;

/**
 * What of the services' own meters CloudWatch is given; alarms and dashboards ask for these. Each costs money by itself, so that there are
 * no others.
 */
public final class Metrics {

	public static final String ACCEPTED = "millrace.ingest.accepted.events";
	public static final String STORED = "millrace.processor.stored.events";
	public static final String DUPLICATE = "millrace.processor.duplicate.events";
	public static final String DEAD_LETTERED = "millrace.processor.dead.lettered.events";

	public static final List<String> ALL = List.of(ACCEPTED, STORED, DUPLICATE, DEAD_LETTERED);

	private Metrics() {}

	/** The name under which CloudWatch has a meter: it is the sender's. */
	public static String name(PlatformStack stack, String meter) {
		return areSentByServices(stack) ? meter + ".count" : prometheus(meter);
	}

	/** As {@code /actuator/prometheus} has it, where the collector reads it. */
	public static String prometheus(String meter) {
		return meter.replace('.', '_') + "_total";
	}

	static boolean areSentByServices(PlatformStack stack) {
		return stack.settings().operations().metrics() == Settings.MetricsSender.SERVICES;
	}

	/** Of one environment: two in an account would be added up. */
	public static String namespace(PlatformStack stack) {
		return "Millrace/" + stack.plan().names().suffix();
	}
}
