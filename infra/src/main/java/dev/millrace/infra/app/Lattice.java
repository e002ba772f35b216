package dev.millrace.infra.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnResourcePolicy;
import software.amazon.awscdk.services.vpclattice.CfnAccessLogSubscription;
import software.amazon.awscdk.services.vpclattice.CfnAuthPolicy;
import software.amazon.awscdk.services.vpclattice.CfnListener;
import software.amazon.awscdk.services.vpclattice.CfnServiceNetwork;
import software.amazon.awscdk.services.vpclattice.CfnServiceNetworkServiceAssociation;
import software.amazon.awscdk.services.vpclattice.CfnServiceNetworkVpcAssociation;
import software.amazon.awscdk.services.vpclattice.CfnTargetGroup;

import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.foundation.SecurityGroups;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** How services reach services: signed, and only as the policies say. */
final class Lattice {

	private static final String VERSION = "2012-10-17";
	private static final String INVOKE = "vpc-lattice-svcs:Invoke";

	private final PlatformStack stack;
	private final FoundationStack foundation;
	private final LatticeServices services;
	private final CfnServiceNetwork network;
	private final Role registrar;
	private final Map<Service, CfnTargetGroup> targets = new EnumMap<>(Service.class);
	private final List<CfnListener> listeners = new ArrayList<>();

	Lattice(PlatformStack stack, FoundationStack foundation, LatticeServices services) {
		this.stack = stack;
		this.foundation = foundation;
		this.services = services;
		network = CfnServiceNetwork.Builder.create(stack, "ServiceNetwork")
				.name(stack.name(Limit.LATTICE_NETWORK, "services"))
				.authType("AWS_IAM")
				.build();
		CfnServiceNetworkVpcAssociation.Builder.create(stack, "ServiceNetworkVpc")
				.serviceNetworkIdentifier(network.getAttrArn())
				.vpcIdentifier(foundation.network().vpc().getVpcId())
				.securityGroupIds(List.of(foundation.securityGroups().lattice().getSecurityGroupId()))
				.build();
		registrar = registrar();
		services.all().forEach(this::reachable);
		accessLogs();
		stack.output("ServiceNetworkArn", "the service network", network.getAttrArn());
	}

	/** What ECS registers tasks with, by the name of their port; empty where Lattice does not carry the service. */
	List<Object> registrations(Service service, String portName) {
		var target = targets.get(service);
		return target == null
				? List.of()
				: List.of(software.amazon.awscdk.services.ecs.CfnService.VpcLatticeConfigurationProperty.builder()
						.portName(portName)
						.roleArn(registrar.getRoleArn())
						.targetGroupArn(target.getAttrArn())
						.build());
	}

	/** Nothing may be registered before something listens. */
	List<CfnListener> listeners() {
		return listeners;
	}

	/** The role that may call each service, and what of it; a service that no one calls refuses everyone. */
	void permit(TaskRoles roles) {
		String caller = roles.of(Service.FILE).getRoleArn();
		policy("ServiceNetworkPolicy", network.getAttrArn(),
				List.of(allow("TasksOfThePlatform", List.of(caller), "*", Map.of())));
		services.all()
				.forEach((service, lattice) -> policy(service.word() + "LatticePolicy", lattice.getAttrArn(),
						List.of(service == Service.INGEST
								? allow("FileServiceTellsOutcomes", List.of(caller),
										lattice.getAttrArn() + LatticeServices.EVENTS,
										Map.of("StringEquals", Map.of("vpc-lattice-svcs:RequestMethod", "POST")))
								: statement("NoOneCalls", "Deny", "*", "*", Map.of()))));
	}

	private void reachable(Service service, software.amazon.awscdk.services.vpclattice.CfnService lattice) {
		var target = CfnTargetGroup.Builder.create(stack, service.word() + "LatticeTargets")
				.name(stack.name(Limit.LATTICE_TARGET_GROUP, service.id()))
				.type("IP")
				.config(CfnTargetGroup.TargetGroupConfigProperty.builder()
						.port(SecurityGroups.SERVICE_PORT)
						.protocol("HTTP")
						.protocolVersion("HTTP1")
						.ipAddressType("IPV4")
						.vpcIdentifier(foundation.network().vpc().getVpcId())
						.healthCheck(CfnTargetGroup.HealthCheckConfigProperty.builder()
								.enabled(true)
								.path("/readyz")
								.protocol("HTTP")
								.healthCheckIntervalSeconds(15)
								.healthCheckTimeoutSeconds(5)
								.healthyThresholdCount(2)
								.unhealthyThresholdCount(8)
								.matcher(CfnTargetGroup.MatcherProperty.builder().httpCode("200").build())
								.build())
						.build())
				.build();
		targets.put(service, target);
		listeners.add(CfnListener.Builder.create(stack, service.word() + "LatticeListener")
				.name("https")
				.protocol("HTTPS")
				.port(443)
				.serviceIdentifier(lattice.getAttrArn())
				.defaultAction(CfnListener.DefaultActionProperty.builder()
						.forward(CfnListener.ForwardProperty.builder()
								.targetGroups(List.of(CfnListener.WeightedTargetGroupProperty.builder()
										.targetGroupIdentifier(target.getAttrArn())
										.weight(100)
										.build()))
								.build())
						.build())
				.build());
		CfnServiceNetworkServiceAssociation.Builder.create(stack, service.word() + "InServiceNetwork")
				.serviceNetworkIdentifier(network.getAttrArn())
				.serviceIdentifier(lattice.getAttrArn())
				.build();
		stack.output(service.word() + "LatticeUrl", service.id() + " within the network",
				services.url(service, stack.settings()));
	}

	/** ECS's, for registering tasks; never a task's own. */
	private Role registrar() {
		String policy = "AmazonECSInfrastructureRolePolicyForVpcLattice";
		var role = Role.Builder.create(stack, "LatticeRegistrarRole")
				.roleName(stack.name(Limit.ROLE, "lattice-registrar"))
				.assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
				.managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(policy)))
				.build();
		PlatformStack.accept(role,
				"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/%s]".formatted(policy),
				"The policy that ECS asks for by name; only ECS takes the role, to register the addresses of tasks.");
		return role;
	}

	private void accessLogs() {
		var group = foundation.logGroups()
				.named(stack, "LatticeLogs", "/aws/vendedlogs/millrace/" + stack.plan().names().suffix() + "/lattice");
		var permission = CfnResourcePolicy.Builder.create(stack, "LatticeLogsPolicy")
				.policyName(stack.name(Limit.ROLE, "lattice-logs"))
				.policyDocument(stack.toJsonString(document(List.of(delivery(group.getLogGroupArn())))))
				.build();
		var subscription = CfnAccessLogSubscription.Builder.create(stack, "LatticeAccessLogs")
				.resourceIdentifier(network.getAttrArn())
				.destinationArn(group.getLogGroupArn())
				.build();
		subscription.addResourceDependency(permission);
	}

	private Map<String, Object> delivery(String logGroup) {
		var statement = statement("Delivery", "Allow", Map.of("Service", "delivery.logs.amazonaws.com"), logGroup,
				Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())));
		statement.put("Action", List.of("logs:CreateLogStream", "logs:PutLogEvents"));
		return statement;
	}

	private void policy(String id, String resource, List<Map<String, Object>> statements) {
		CfnAuthPolicy.Builder.create(stack, id).resourceIdentifier(resource).policy(document(statements)).build();
	}

	private static Map<String, Object> document(List<? extends Map<String, Object>> statements) {
		var document = new LinkedHashMap<String, Object>();
		document.put("Version", VERSION);
		document.put("Statement", statements);
		return document;
	}

	private static Map<String, Object> allow(String sid, List<String> roles, String resource,
			Map<String, ?> condition) {
		return statement(sid, "Allow", Map.of("AWS", roles), resource, condition);
	}

	private static Map<String, Object> statement(String sid, String effect, Object principal, String resource,
			Map<String, ?> condition) {
		var statement = new LinkedHashMap<String, Object>();
		statement.put("Sid", sid);
		statement.put("Effect", effect);
		statement.put("Principal", principal);
		statement.put("Action", INVOKE);
		statement.put("Resource", resource);
		if (!condition.isEmpty()) {
			statement.put("Condition", condition);
		}
		return statement;
	}
}
