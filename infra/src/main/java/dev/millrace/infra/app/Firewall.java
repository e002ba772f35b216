package dev.millrace.infra.app;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;

import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.foundation.LogGroups;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** What is refused before the load balancer. */
final class Firewall {

	/** They read bodies as web forms: an event may be 10 MiB long and may well hold markup, paths or addresses. */
	private static final List<String> ABOUT_BODIES = List.of("SizeRestrictions_BODY", "CrossSiteScripting_BODY",
			"GenericLFI_BODY", "GenericRFI_BODY", "EC2MetaDataSSRF_BODY");
	/** Senders of webhooks need not say what they are. */
	private static final String NO_USER_AGENT = "NoUserAgent_HEADER";

	private final PlatformStack stack;

	Firewall(PlatformStack stack) {
		this.stack = stack;
	}

	void before(LoadBalancer balancer, FoundationStack foundation) {
		var acl = CfnWebACL.Builder.create(stack, "Firewall")
				.name(stack.name(Limit.WEB_ACL, "edge"))
				.description("Before the load balancer")
				.scope("REGIONAL")
				.defaultAction(CfnWebACL.DefaultActionProperty.builder()
						.allow(CfnWebACL.AllowActionProperty.builder().build())
						.build())
				.visibilityConfig(visibility(stack.name(Limit.WEB_ACL, "edge")))
				.rules(List.of(rate(), managed("ip-reputation", 1, "AWSManagedRulesAmazonIpReputationList", List.of()),
						managed("known-bad-inputs", 2, "AWSManagedRulesKnownBadInputsRuleSet", List.of()),
						managed("common", 3, "AWSManagedRulesCommonRuleSet", counted())))
				.build();
		CfnWebACLAssociation.Builder.create(stack, "FirewallAtTheEdge")
				.resourceArn(balancer.balancer().getRef())
				.webAclArn(acl.getAttrArn())
				.build();
		var log = foundation.logGroups().named(stack, "FirewallLogs", LogGroups.ofTheFirewall(stack.plan().names()));
		// Without the star that the group's own ARN ends in: WAF does not take it.
		CfnLoggingConfiguration.Builder.create(stack, "FirewallLogging")
				.resourceArn(acl.getAttrArn())
				.logDestinationConfigs(List.of(stack.arn("logs", "log-group:" + log.getLogGroupName())))
				.redactedFields(List.of(secret("authorization"), secret("x-api-key"), secret("cookie")))
				.build();
	}

	private CfnWebACL.RuleProperty rate() {
		return CfnWebACL.RuleProperty.builder()
				.name("rate")
				.priority(0)
				.action(CfnWebACL.RuleActionProperty.builder()
						.block(CfnWebACL.BlockActionProperty.builder().build())
						.build())
				.statement(CfnWebACL.StatementProperty.builder()
						.rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
								.aggregateKeyType("IP")
								.evaluationWindowSec(300)
								.limit(stack.settings().edge().wafRate())
								.build())
						.build())
				.visibilityConfig(visibility("rate"))
				.build();
	}

	private CfnWebACL.RuleProperty managed(String name, int priority, String group, List<Object> overrides) {
		return CfnWebACL.RuleProperty.builder()
				.name(name)
				.priority(priority)
				.overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
				.statement(CfnWebACL.StatementProperty.builder()
						.managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
								.vendorName("AWS")
								.name(group)
								.ruleActionOverrides(overrides)
								.build())
						.build())
				.visibilityConfig(visibility(name))
				.build();
	}

	private static List<Object> counted() {
		return java.util.stream.Stream.concat(ABOUT_BODIES.stream(), java.util.stream.Stream.of(NO_USER_AGENT))
				.<Object>map(rule -> CfnWebACL.RuleActionOverrideProperty.builder()
						.name(rule)
						.actionToUse(CfnWebACL.RuleActionProperty.builder()
								.count(CfnWebACL.CountActionProperty.builder().build())
								.build())
						.build())
				.toList();
	}

	private CfnWebACL.VisibilityConfigProperty visibility(String metric) {
		return CfnWebACL.VisibilityConfigProperty.builder()
				.cloudWatchMetricsEnabled(true)
				.sampledRequestsEnabled(false)
				.metricName(metric)
				.build();
	}

	private static CfnLoggingConfiguration.FieldToMatchProperty secret(String header) {
		return CfnLoggingConfiguration.FieldToMatchProperty.builder().singleHeader(Map.of("Name", header)).build();
	}
}
