package dev.millrace.infra.data;

import java.util.List;

import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.dynamodb.CfnTable;

import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.PlatformStack;

/** Capacity that follows the load, for a table and each of its indexes: an index that lags throttles its table. */
final class TableScaling {

	private static final int TARGET_PERCENT = 70;

	private final PlatformStack stack;
	private final CfnTable table;
	private final String id;
	private final Settings.Capacity bounds;

	TableScaling(PlatformStack stack, CfnTable table, String id, Settings.Capacity bounds) {
		this.stack = stack;
		this.table = table;
		this.id = id;
		this.bounds = bounds;
	}

	void scale(List<String> indexes) {
		follow(id, "table/" + table.getRef(), "table");
		for (String index : indexes) {
			follow(id + Tables.id(index), "table/" + table.getRef() + "/index/" + index, "index");
		}
	}

	private void follow(String what, String resource, String kind) {
		for (String direction : List.of("Read", "Write")) {
			String dimension = "dynamodb:%s:%sCapacityUnits".formatted(kind, direction);
			var target = CfnScalableTarget.Builder.create(stack, what + direction + "Target")
					.serviceNamespace("dynamodb")
					.resourceId(resource)
					.scalableDimension(dimension)
					.minCapacity(bounds.min())
					.maxCapacity(bounds.max())
					.build();
			CfnScalingPolicy.Builder.create(stack, what + direction + "Scaling")
					.policyName("%s-%s-%d-percent".formatted(kind, direction.toLowerCase(java.util.Locale.ROOT),
							TARGET_PERCENT))
					.policyType("TargetTrackingScaling")
					.scalingTargetId(target.getRef())
					.targetTrackingScalingPolicyConfiguration(
							CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty.builder()
									.predefinedMetricSpecification(
											CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
													.predefinedMetricType(
															"DynamoDB%sCapacityUtilization".formatted(direction))
													.build())
									.targetValue(TARGET_PERCENT)
									.build())
					.build();
		}
	}
}
