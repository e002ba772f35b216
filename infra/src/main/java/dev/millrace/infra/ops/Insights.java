package dev.millrace.infra.ops;

import java.util.List;

import software.amazon.awscdk.services.applicationinsights.CfnApplication;
import software.amazon.awscdk.services.resourcegroups.CfnGroup;
import software.amazon.awscdk.services.sns.Topic;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Names;
import dev.millrace.infra.stack.PlatformStack;

/** All that carries this environment's tags as one group, and Application Insights over it. */
final class Insights {

	private Insights() {}

	static void of(PlatformStack stack, Topic topic) {
		var group = CfnGroup.Builder.create(stack, "ResourceGroup")
				.name(stack.name(Limit.RESOURCE_GROUP, "all"))
				.description("All of Millrace " + stack.plan().names().suffix())
				.resourceQuery(CfnGroup.ResourceQueryProperty.builder()
						.type("TAG_FILTERS_1_0")
						.query(CfnGroup.QueryProperty.builder()
								.resourceTypeFilters(List.of("AWS::AllSupported"))
								.tagFilters(List.of(tag("Project", Names.PROJECT),
										tag("Environment", stack.plan().names().suffix())))
								.build())
						.build())
				.build();
		var application = CfnApplication.Builder.create(stack, "ApplicationInsights")
				.resourceGroupName(group.getName())
				.autoConfigurationEnabled(true)
				.cweMonitorEnabled(true)
				.opsCenterEnabled(false)
				.snsNotificationArn(topic.getTopicArn())
				.build();
		application.addResourceDependency(group);
	}

	private static CfnGroup.TagFilterProperty tag(String key, String value) {
		return CfnGroup.TagFilterProperty.builder().key(key).values(List.of(value)).build();
	}
}
