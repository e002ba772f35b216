package dev.millrace.infra.ops;

import java.util.List;

import software.amazon.awscdk.services.logs.CfnMetricFilter;

import dev.millrace.infra.app.AppStack;
import dev.millrace.infra.app.Metrics;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** Counts of what only logs know. */
final class LogMetrics {

	static final String ERRORS = "millrace.log.errors";

	private LogMetrics() {}

	static void of(PlatformStack stack, AppStack app) {
		stack.addStackDependency(app);
		for (Service service : Service.values()) {
			filter(stack, service, "Errors", "?ERROR ?\"level\\\":\\\"ERROR\"", ERRORS);
		}
	}

	private static void filter(PlatformStack stack, Service service, String what, String pattern, String metric) {
		CfnMetricFilter.Builder.create(stack, service.word() + what)
				.filterName(stack.name(Limit.ALARM, service.word() + "-" + what.toLowerCase(java.util.Locale.ROOT)))
				.logGroupName(stack.plan().names().path(Limit.LOG_GROUP, service.id()))
				.filterPattern(pattern)
				.metricTransformations(List.of(CfnMetricFilter.MetricTransformationProperty.builder()
						.metricNamespace(Metrics.namespace(stack))
						.metricName(metric)
						.metricValue("1")
						.unit("Count")
						.build()))
				.build();
	}
}
