package dev.millrace.infra.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnCompositeAlarm;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** Alarms of one stack: each has a name, a sentence for whoever is woken, and an entry in docs/runbook.md. */
final class Alarms {

	private final PlatformStack stack;
	private final String topicArn;
	private final List<CfnAlarm> paging = new ArrayList<>();

	Alarms(PlatformStack stack, String topicArn) {
		this.stack = stack;
		this.topicArn = topicArn;
	}

	/**
	 * What an alarm compares, and for how long it must hold; missing data is as good as none wrong.
	 *
	 * @param periods one after another
	 * @param period in seconds
	 */
	record Condition(String comparison, double threshold, int periods, int period) {

		static Condition above(double threshold, int minutes) {
			return new Condition("GreaterThanThreshold", threshold, minutes, 60);
		}

		static Condition atLeast(double threshold, int minutes) {
			return new Condition("GreaterThanOrEqualToThreshold", threshold, minutes, 60);
		}

		/** Summed up over six hours. */
		static Condition aboveBySixHours(double threshold) {
			return new Condition("GreaterThanThreshold", threshold, 1, 21_600);
		}
	}

	void on(String id, String sentence, Metric metric, Condition condition) {
		paging.add(alarm(id, sentence, condition).namespace(metric.namespace())
				.metricName(metric.name())
				.statistic(metric.statistic())
				.period(condition.period())
				.dimensions(dimensions(metric))
				.build());
	}

	/** On a formula; each metric goes by the id under which the formula knows it. */
	void on(String id, String sentence, String formula, Map<String, Metric> metrics, Condition condition) {
		var queries = new ArrayList<Object>();
		queries.add(
				CfnAlarm.MetricDataQueryProperty.builder().id("formula").expression(formula).returnData(true).build());
		metrics.forEach((name, metric) -> queries.add(CfnAlarm.MetricDataQueryProperty.builder()
				.id(name)
				.returnData(false)
				.metricStat(CfnAlarm.MetricStatProperty.builder()
						.stat(metric.statistic())
						.period(condition.period())
						.metric(CfnAlarm.MetricProperty.builder()
								.namespace(metric.namespace())
								.metricName(metric.name())
								.dimensions(dimensions(metric))
								.build())
						.build())
				.build()));
		paging.add(alarm(id, sentence, condition).metrics(queries).build());
	}

	/** One that rings when any does, for whoever wants a single bell. */
	void together() {
		String any = paging.stream()
				.map(alarm -> "ALARM(\"" + alarm.getAttrArn() + "\")")
				.collect(Collectors.joining(" OR "));
		CfnCompositeAlarm.Builder.create(stack, "AnyAlarm")
				.alarmName(stack.name(Limit.ALARM, "any"))
				.alarmDescription("Something of Millrace needs a person; the alarm that rings with it says what")
				.alarmRule(any)
				.alarmActions(List.of(topicArn))
				.okActions(List.of(topicArn))
				.build();
	}

	private CfnAlarm.Builder alarm(String id, String sentence, Condition condition) {
		return CfnAlarm.Builder.create(stack, id + "Alarm")
				.alarmName(stack.name(Limit.ALARM, id))
				.alarmDescription(sentence + " docs/runbook.md#" + id)
				.comparisonOperator(condition.comparison())
				.threshold(condition.threshold())
				.evaluationPeriods(condition.periods())
				.treatMissingData("notBreaching")
				.alarmActions(List.of(topicArn))
				.okActions(List.of(topicArn));
	}

	private static List<Object> dimensions(Metric metric) {
		return metric.dimensions()
				.entrySet()
				.stream()
				.<Object>map(entry -> CfnAlarm.DimensionProperty.builder()
						.name(entry.getKey())
						.value(entry.getValue())
						.build())
				.toList();
	}
}
