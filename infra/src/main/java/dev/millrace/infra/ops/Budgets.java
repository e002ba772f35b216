package dev.millrace.infra.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.sns.Topic;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Names;
import dev.millrace.infra.stack.PlatformStack;

/** What the environment may cost a month, by its tags. */
final class Budgets {

	private Budgets() {}

	static void of(PlatformStack stack, Topic topic) {
		CfnBudget.Builder.create(stack, "Budget")
				.budget(CfnBudget.BudgetDataProperty.builder()
						.budgetName(stack.name(Limit.BUDGET, "month"))
						.budgetType("COST")
						.timeUnit("MONTHLY")
						.budgetLimit(CfnBudget.SpendProperty.builder()
								.amount(stack.settings().operations().budgetUsd())
								.unit("USD")
								.build())
						.costFilters(Map.of("TagKeyValue",
								List.of("user:Project$" + Names.PROJECT,
										"user:Environment$" + stack.plan().names().suffix())))
						.build())
				.notificationsWithSubscribers(
						List.of(notification("FORECASTED", 80, stack, topic),
								notification("ACTUAL", 100, stack, topic)))
				.resourceTags(stack.labels()
						.entrySet()
						.stream()
						.<Object>map(tag -> CfnBudget.ResourceTagProperty.builder()
								.key(tag.getKey())
								.value(tag.getValue())
								.build())
						.toList())
				.build();
	}

	private static CfnBudget.NotificationWithSubscribersProperty notification(String kind, int percent,
			PlatformStack stack,
			Topic topic) {
		var subscribers = new ArrayList<Object>();
		subscribers.add(subscriber("SNS", topic.getTopicArn()));
		stack.settings().operations().email().ifPresent(address -> subscribers.add(subscriber("EMAIL", address)));
		return CfnBudget.NotificationWithSubscribersProperty.builder()
				.notification(CfnBudget.NotificationProperty.builder()
						.notificationType(kind)
						.comparisonOperator("GREATER_THAN")
						.threshold(percent)
						.thresholdType("PERCENTAGE")
						.build())
				.subscribers(subscribers)
				.build();
	}

	private static CfnBudget.SubscriberProperty subscriber(String type, String address) {
		return CfnBudget.SubscriberProperty.builder().subscriptionType(type).address(address).build();
	}
}
