package dev.millrace.infra.ops;

import java.util.Arrays;
import java.util.stream.Collectors;

import software.amazon.awscdk.services.xray.CfnGroup;
import software.amazon.awscdk.services.xray.CfnSamplingRule;

import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** Which requests are traced, and the traces that are this environment's. */
final class Tracing {

	private Tracing() {}

	static void of(PlatformStack stack) {
		CfnGroup.Builder.create(stack, "TraceGroup")
				.groupName(stack.name(Limit.XRAY_GROUP, "traces"))
				.filterExpression(Arrays.stream(Service.values())
						.map(service -> "service(\"%s\")".formatted(stack.name(Limit.SERVICE, service.id())))
						.collect(Collectors.joining(" OR ")))
				.insightsConfiguration(CfnGroup.InsightsConfigurationProperty.builder()
						.insightsEnabled(true)
						.notificationsEnabled(false)
						.build())
				.build();
		int priority = 1000;
		for (Service service : Service.values()) {
			CfnSamplingRule.Builder.create(stack, service.word() + "Sampling")
					.samplingRule(CfnSamplingRule.SamplingRuleProperty.builder()
							.ruleName(stack.name(Limit.SAMPLING_RULE, service.word()))
							.version(1)
							.priority(priority++)
							.reservoirSize(1)
							.fixedRate(stack.settings().operations().samplingPercent() / 100d)
							.serviceName(stack.name(Limit.SERVICE, service.id()))
							.serviceType("*")
							.resourceArn("*")
							.host("*")
							.httpMethod("*")
							.urlPath("*")
							.build())
					.build();
		}
	}
}
