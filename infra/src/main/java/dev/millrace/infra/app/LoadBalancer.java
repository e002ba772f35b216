package dev.millrace.infra.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnTargetGroup;

import dev.millrace.infra.app.Routing.RoutingRule;
import dev.millrace.infra.foundation.AccessLogs;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.foundation.SecurityGroups;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** Where the world comes in: one load balancer, whose rules are the routing table. */
public final class LoadBalancer {

	private static final String NOT_FOUND = "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"code\":\"no-such-path\"}";

	private final PlatformStack stack;
	private final FoundationStack foundation;
	private final CfnLoadBalancer balancer;
	private final Map<Service, CfnTargetGroup> targets = new EnumMap<>(Service.class);
	private final Map<Service, CfnTargetGroup> alternates = new EnumMap<>(Service.class);
	private final Map<Service, List<CfnListenerRule>> rules = new EnumMap<>(Service.class);

	LoadBalancer(PlatformStack stack, FoundationStack foundation) {
		this.stack = stack;
		this.foundation = foundation;
		var vpc = foundation.network().vpc();
		balancer = CfnLoadBalancer.Builder.create(stack, "LoadBalancer")
				.name(stack.name(Limit.LOAD_BALANCER, "edge"))
				.type("application")
				.scheme("internet-facing")
				.ipAddressType("dualstack")
				.subnets(vpc.selectSubnets(SubnetSelection.builder().subnetGroupName("public").build()).getSubnetIds())
				.securityGroups(List.of(foundation.securityGroups().loadBalancer().getSecurityGroupId()))
				.loadBalancerAttributes(attributes())
				.build();
		balancer.getNode().addDependency(foundation.accessLogs().bucket());
		balancer.getNode().addDependency(vpc.getInternetConnectivityEstablished());
		route(listener());
	}

	CfnTargetGroup targets(Service service) {
		var group = targets.get(service);
		if (group == null) {
			throw new IllegalStateException("No route leads to " + service.id());
		}
		return group;
	}

	/** The second target group, where deployments are blue/green and the service has one rule. */
	Map<Service, CfnTargetGroup> alternates() {
		return alternates;
	}

	List<CfnListenerRule> rules(Service service) {
		return rules.getOrDefault(service, List.of());
	}

	public CfnLoadBalancer balancer() {
		return balancer;
	}

	public String targetGroupName(Service service) {
		return targets(service).getAttrTargetGroupFullName();
	}

	public String url() {
		var edge = stack.settings().edge();
		return (edge.certificate().isPresent() ? "https://" : "http://")
				+ edge.domain().orElseGet(balancer::getAttrDnsName);
	}

	private List<Object> attributes() {
		var attributes = new LinkedHashMap<String, String>();
		attributes.put("access_logs.s3.enabled", "true");
		attributes.put("access_logs.s3.bucket", foundation.accessLogs().bucket().getBucketName());
		attributes.put("access_logs.s3.prefix", AccessLogs.LOAD_BALANCER);
		attributes.put("deletion_protection.enabled", String.valueOf(stack.settings().deletionProtection()));
		attributes.put("idle_timeout.timeout_seconds", "60");
		attributes.put("routing.http.drop_invalid_header_fields.enabled", "true");
		attributes.put("routing.http.desync_mitigation_mode", "defensive");
		return attributes.entrySet()
				.stream()
				.<Object>map(entry -> CfnLoadBalancer.LoadBalancerAttributeProperty.builder()
						.key(entry.getKey())
						.value(entry.getValue())
						.build())
				.toList();
	}

	/** The one whose rules lead to services; with a certificate that is HTTPS, and HTTP only sends there. */
	private CfnListener listener() {
		var certificate = stack.settings().edge().certificate();
		if (certificate.isEmpty()) {
			return CfnListener.Builder.create(stack, "HttpListener")
					.loadBalancerArn(balancer.getRef())
					.port(80)
					.protocol("HTTP")
					.defaultActions(List.of(notFound()))
					.build();
		}
		CfnListener.Builder.create(stack, "HttpListener")
				.loadBalancerArn(balancer.getRef())
				.port(80)
				.protocol("HTTP")
				.defaultActions(List.of(CfnListener.ActionProperty.builder()
						.type("redirect")
						.redirectConfig(CfnListener.RedirectConfigProperty.builder()
								.protocol("HTTPS")
								.port("443")
								.statusCode("HTTP_301")
								.build())
						.build()))
				.build();
		return CfnListener.Builder.create(stack, "HttpsListener")
				.loadBalancerArn(balancer.getRef())
				.port(443)
				.protocol("HTTPS")
				.sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
				.certificates(
						List.of(CfnListener.CertificateProperty.builder().certificateArn(certificate.get()).build()))
				.defaultActions(List.of(notFound()))
				.build();
	}

	private static CfnListener.ActionProperty notFound() {
		return CfnListener.ActionProperty.builder()
				.type("fixed-response")
				.fixedResponseConfig(CfnListener.FixedResponseConfigProperty.builder()
						.statusCode("404")
						.contentType("application/json")
						.messageBody(NOT_FOUND)
						.build())
				.build();
	}

	private void route(CfnListener listener) {
		boolean blueGreen = stack.settings().tasks().deployment() == Settings.Deployment.BLUE_GREEN;
		var routes = stack.plan().declarations().routes();
		List<RoutingRule> table = blueGreen ? Routing.oneForEachService(routes) : Routing.exact(routes);
		for (Service service : Service.values()) {
			if (table.stream().anyMatch(rule -> rule.service().equals(service.id()))) {
				targets.put(service, targetGroup(service, "", service.id()));
			}
		}
		int priority = 0;
		for (RoutingRule rule : table) {
			priority += 10;
			Service service = Service.of(rule.service())
					.orElseThrow(() -> new IllegalStateException(
							"A route leads to %s, which is no service".formatted(rule.service())));
			rules.computeIfAbsent(service, _ -> new ArrayList<>())
					.add(rule(listener, priority, rule, targets(service)));
		}
		if (blueGreen) {
			rules.forEach((service, its) -> {
				if (its.size() == 1) {
					alternates.put(service, targetGroup(service, "Green", service.word() + "-green"));
				}
			});
		}
	}

	private CfnListenerRule rule(CfnListener listener, int priority, RoutingRule rule, CfnTargetGroup target) {
		var conditions = new ArrayList<Object>();
		conditions.add(CfnListenerRule.RuleConditionProperty.builder()
				.field("path-pattern")
				.pathPatternConfig(CfnListenerRule.PathPatternConfigProperty.builder().values(rule.paths()).build())
				.build());
		if (!rule.methods().isEmpty()) {
			conditions.add(CfnListenerRule.RuleConditionProperty.builder()
					.field("http-request-method")
					.httpRequestMethodConfig(
							CfnListenerRule.HttpRequestMethodConfigProperty.builder().values(rule.methods()).build())
					.build());
		}
		return CfnListenerRule.Builder.create(stack, "Route" + priority)
				.listenerArn(listener.getRef())
				.priority(priority)
				.conditions(conditions)
				.actions(List.of(CfnListenerRule.ActionProperty.builder()
						.type("forward")
						.targetGroupArn(target.getRef())
						.build()))
				.build();
	}

	/** Unhealthy after two minutes: a stream or table that is slow for a moment must not have tasks replaced. */
	private CfnTargetGroup targetGroup(Service service, String color, String name) {
		return CfnTargetGroup.Builder.create(stack, service.word() + color + "Targets")
				.name(stack.name(Limit.TARGET_GROUP, name))
				.targetType("ip")
				.protocol("HTTP")
				.port(SecurityGroups.SERVICE_PORT)
				.vpcId(foundation.network().vpc().getVpcId())
				.healthCheckPath("/readyz")
				.healthCheckProtocol("HTTP")
				.healthCheckIntervalSeconds(15)
				.healthCheckTimeoutSeconds(5)
				.healthyThresholdCount(2)
				.unhealthyThresholdCount(8)
				.matcher(CfnTargetGroup.MatcherProperty.builder().httpCode("200").build())
				.targetGroupAttributes(List.of(CfnTargetGroup.TargetGroupAttributeProperty.builder()
						.key("deregistration_delay.timeout_seconds")
						.value("30")
						.build(),
						CfnTargetGroup.TargetGroupAttributeProperty.builder()
								.key("load_balancing.algorithm.type")
								.value("least_outstanding_requests")
								.build()))
				.build();
	}
}
