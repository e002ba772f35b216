package dev.millrace.infra.app;

import java.util.List;
import java.util.function.Consumer;

import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricStatProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;

import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** More and fewer tasks, by what limits each service; the maximum is the bound on what works at once. */
final class Scaling {

	private static final int CPU_PERCENT = 60;
	/** A minute and task. */
	private static final int REQUESTS = 30_000;
	/** Waiting for each task. */
	private static final int FILES = 20;
	private static final int BEHIND_MILLIS = 30_000;
	private static final int CAUGHT_UP_MILLIS = 2_000;

	private final PlatformStack stack;
	private final Services services;

	Scaling(PlatformStack stack, Services services) {
		this.stack = stack;
		this.services = services;
	}

	void follow(LoadBalancer balancer, DataStack data) {
		// Where the least is also the most there is nothing to follow, and each policy's own alarms cost money.
		if (moves(Service.INGEST)) {
			ingest(balancer);
		}
		if (moves(Service.PROCESSOR)) {
			processor(data);
		}
		if (moves(Service.FILE)) {
			file(data);
		}
	}

	private boolean moves(Service service) {
		var size = Services.size(stack.settings(), service);
		return size.max() > size.min();
	}

	private void ingest(LoadBalancer balancer) {
		var ingest = target(Service.INGEST);
		cpu(Service.INGEST, ingest, false);
		track(Service.INGEST, ingest, "Requests", REQUESTS, policy -> policy.predefinedMetricSpecification(
				CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
						.predefinedMetricType("ALBRequestCountPerTarget")
						.resourceLabel(balancer.balancer().getAttrLoadBalancerFullName() + "/"
								+ balancer.targetGroupName(Service.INGEST))
						.build()));
	}

	private void processor(DataStack data) {
		var processor = target(Service.PROCESSOR);
		// Who is behind may well be idle, waiting for the table: the age of what is read decides on fewer tasks.
		cpu(Service.PROCESSOR, processor, true);
		step(processor, data, "Behind", BEHIND_MILLIS, 2, "GreaterThanThreshold", 1);
		step(processor, data, "CaughtUp", CAUGHT_UP_MILLIS, 15, "LessThanThreshold", -1);
	}

	private void file(DataStack data) {
		var file = target(Service.FILE);
		cpu(Service.FILE, file, false);
		track(Service.FILE, file, "QueueDepth", FILES,
				policy -> policy.customizedMetricSpecification(waitingForEachTask(data)));
	}

	private CfnScalableTarget target(Service service) {
		var size = Services.size(stack.settings(), service);
		var target = CfnScalableTarget.Builder.create(stack, service.word() + "Tasks")
				.serviceNamespace("ecs")
				.scalableDimension("ecs:service:DesiredCount")
				.resourceId(
						"service/%s/%s".formatted(services.cluster().getRef(), stack.name(Limit.SERVICE, service.id())))
				.minCapacity(size.min())
				.maxCapacity(size.max())
				.build();
		var made = services.all().get(service);
		if (made != null) {
			target.addResourceDependency(made);
		}
		return target;
	}

	private void cpu(Service service, CfnScalableTarget target, boolean outOnly) {
		track(service, target, "Cpu", CPU_PERCENT, policy -> policy.disableScaleIn(outOnly)
				.predefinedMetricSpecification(CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
						.predefinedMetricType("ECSServiceAverageCPUUtilization")
						.build()));
	}

	private void track(Service service, CfnScalableTarget target, String by, int value,
			Consumer<TargetTrackingScalingPolicyConfigurationProperty.Builder> metric) {
		var policy = TargetTrackingScalingPolicyConfigurationProperty.builder()
				.targetValue(value)
				.scaleOutCooldown(60)
				.scaleInCooldown(300);
		metric.accept(policy);
		CfnScalingPolicy.Builder.create(stack, service.word() + "By" + by)
				.policyName(service.id() + "-by-" + by.toLowerCase(java.util.Locale.ROOT))
				.policyType("TargetTrackingScaling")
				.scalingTargetId(target.getRef())
				.targetTrackingScalingPolicyConfiguration(policy.build())
				.build();
	}

	private void step(CfnScalableTarget target, DataStack data, String when, int millis, int minutes, String compared,
			int tasks) {
		var step = CfnScalingPolicy.StepAdjustmentProperty.builder().scalingAdjustment(tasks);
		if (tasks > 0) {
			step.metricIntervalLowerBound(0);
		} else {
			step.metricIntervalUpperBound(0);
		}
		var policy = CfnScalingPolicy.Builder.create(stack, "processorWhen" + when)
				.policyName("processor-service-when-" + when.toLowerCase(java.util.Locale.ROOT))
				.policyType("StepScaling")
				.scalingTargetId(target.getRef())
				.stepScalingPolicyConfiguration(CfnScalingPolicy.StepScalingPolicyConfigurationProperty.builder()
						.adjustmentType("ChangeInCapacity")
						.cooldown(180)
						.metricAggregationType("Maximum")
						.stepAdjustments(List.of(step.build()))
						.build())
				.build();
		CfnAlarm.Builder.create(stack, "processor" + when + "Alarm")
				.alarmName(stack.name(Limit.ALARM, "scaling-processor-" + when.toLowerCase(java.util.Locale.ROOT)))
				.alarmDescription("Not for people: it makes tasks more or fewer")
				.namespace("AWS/Kinesis")
				.metricName("GetRecords.IteratorAgeMilliseconds")
				.dimensions(List.of(CfnAlarm.DimensionProperty.builder()
						.name("StreamName")
						.value(data.stream().getRef())
						.build()))
				.statistic("Maximum")
				.period(60)
				.evaluationPeriods(minutes)
				.threshold(millis)
				.comparisonOperator(compared)
				.treatMissingData("notBreaching")
				.alarmActions(List.of(policy.getRef()))
				.build();
	}

	/** Each running Fargate task gives one sample of its CPU a minute, so that their count is that of the tasks. */
	private CustomizedMetricSpecificationProperty waitingForEachTask(DataStack data) {
		return CustomizedMetricSpecificationProperty.builder()
				.metrics(List.of(
						TargetTrackingMetricDataQueryProperty.builder()
								.id("each")
								.expression("waiting / IF(tasks > 0, tasks, 1)")
								.returnData(true)
								.build(),
						query("waiting", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Sum",
								List.of(dimension("QueueName", data.queues().files().getQueueName()))),
						query("tasks", "AWS/ECS", "CPUUtilization", "SampleCount",
								List.of(dimension("ClusterName", services.cluster().getRef()),
										dimension("ServiceName", stack.name(Limit.SERVICE, Service.FILE.id()))))))
				.build();
	}

	private static TargetTrackingMetricDataQueryProperty query(String id, String namespace, String name,
			String statistic,
			List<Object> dimensions) {
		return TargetTrackingMetricDataQueryProperty.builder()
				.id(id)
				.returnData(false)
				.metricStat(TargetTrackingMetricStatProperty.builder()
						.stat(statistic)
						.metric(TargetTrackingMetricProperty.builder()
								.namespace(namespace)
								.metricName(name)
								.dimensions(dimensions)
								.build())
						.build())
				.build();
	}

	private static Object dimension(String name, String value) {
		return CfnScalingPolicy.TargetTrackingMetricDimensionProperty.builder().name(name).value(value).build();
	}
}
