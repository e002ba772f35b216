package dev.millrace.infra.ops;

import dev.millrace.infra.app.AppStack;
import dev.millrace.infra.app.Metrics;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The series that alarms and dashboards look at, along the way of the data. */
final class PlatformMetrics {

	private final PlatformStack stack;
	private final AppStack app;
	private final DataStack data;

	PlatformMetrics(PlatformStack stack, AppStack app, DataStack data) {
		this.stack = stack;
		this.app = app;
		this.data = data;
	}

	Metric balancer(String name, String statistic) {
		return Metric.of("AWS/ApplicationELB", name, statistic)
				.with("LoadBalancer", app.balancer().balancer().getAttrLoadBalancerFullName());
	}

	Metric targets(Service service, String name, String statistic) {
		return balancer(name, statistic).with("TargetGroup", app.balancer().targetGroupName(service));
	}

	Metric stream(String name, String statistic) {
		return Metric.of("AWS/Kinesis", name, statistic).with("StreamName", data.stream().getRef());
	}

	Metric table(String word, String name, String statistic) {
		return Metric.of("AWS/DynamoDB", name, statistic).with("TableName", data.tables().name(word));
	}

	Metric queue(String queueName, String name, String statistic) {
		return Metric.of("AWS/SQS", name, statistic).with("QueueName", queueName);
	}

	Metric service(Service service, String name, String statistic) {
		return Metric.of("AWS/ECS", name, statistic)
				.with("ClusterName", app.cluster().getRef())
				.with("ServiceName", stack.name(Limit.SERVICE, service.id()));
	}

	/** Each running Fargate task gives one sample of its CPU a minute, so that their count is that of the tasks. */
	Metric tasks(Service service) {
		return service(service, "CPUUtilization", "SampleCount");
	}

	Metric firewall(String name) {
		return Metric.of("AWS/WAFV2", name, "Sum")
				.with("WebACL", stack.name(Limit.WEB_ACL, "edge"))
				.with("Region", stack.getRegion())
				.with("Rule", "ALL");
	}

	/** What the services count themselves. */
	Metric counted(String meter) {
		return own(Metrics.name(stack, meter));
	}

	/** A series of this environment's own. */
	Metric own(String name) {
		return Metric.of(Metrics.namespace(stack), name, "Sum");
	}
}
