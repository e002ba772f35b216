package dev.millrace.infra.app;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.foundation.LogGroups;
import dev.millrace.infra.foundation.SecurityGroups;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The services on Fargate. */
final class Services {

	private final PlatformStack stack;
	private final FoundationStack foundation;
	private final DataStack data;
	private final CfnCluster cluster;
	private final Map<Service, CfnService> services = new EnumMap<>(Service.class);

	Services(PlatformStack stack, FoundationStack foundation, DataStack data) {
		this.stack = stack;
		this.foundation = foundation;
		this.data = data;
		cluster = CfnCluster.Builder.create(stack, "Cluster")
				.clusterName(stack.name(Limit.CLUSTER, "services"))
				.capacityProviders(List.of("FARGATE", "FARGATE_SPOT"))
				.clusterSettings(List.of(CfnCluster.ClusterSettingsProperty.builder()
						.name("containerInsights")
						.value(stack.settings().tasks().insights() ? "enhanced" : "disabled")
						.build()))
				.build();
		if (stack.settings().tasks().insights()) {
			// Made by us, or AWS makes one that is not encrypted and outlives the stack.
			cluster.getNode()
					.addDependency(foundation.logGroups()
							.named(stack, "InsightsLogs", LogGroups.ofInsights(stack.plan().names())));
		} else {
			PlatformStack.accept(cluster, "AwsSolutions::AwsSolutions-ECS4",
					"Switched off by tasks.container-insights, as environments that hold no one's data may.");
		}
	}

	static Settings.Size size(Settings settings, Service service) {
		var size = settings.tasks().sizes().get(service);
		if (size == null) {
			throw new IllegalStateException("No size for " + service.id());
		}
		return size;
	}

	CfnCluster cluster() {
		return cluster;
	}

	Map<Service, CfnService> all() {
		return services;
	}

	void run(LoadBalancer balancer, Lattice lattice, TaskRoles roles, TaskEnvironment environment) {
		Role switcher = balancer.alternates().isEmpty() ? null : switcher();
		for (Service service : Service.values()) {
			var made = CfnService.Builder.create(stack, service.word() + "Service")
					.serviceName(stack.name(Limit.SERVICE, service.id()))
					.cluster(cluster.getRef())
					.taskDefinition(task(service, roles, environment).getRef())
					.desiredCount(size(stack.settings(), service).min())
					.platformVersion("1.4.0")
					.availabilityZoneRebalancing("ENABLED")
					.enableExecuteCommand(stack.settings().tasks().executeCommand())
					.enableEcsManagedTags(true)
					.propagateTags("SERVICE")
					.healthCheckGracePeriodSeconds(120)
					.capacityProviderStrategy(List.of(CfnService.CapacityProviderStrategyItemProperty.builder()
							.capacityProvider(
									stack.settings().tasks().spot().contains(service) ? "FARGATE_SPOT" : "FARGATE")
							.weight(1)
							.build()))
					.networkConfiguration(network(service))
					.deploymentConfiguration(deployment(balancer.alternates().containsKey(service)))
					.loadBalancers(List.of(target(service, balancer, switcher)))
					.vpcLatticeConfigurations(lattice.registrations(service, Containers.PORT_NAME))
					.build();
			balancer.rules(service).forEach(made::addResourceDependency);
			lattice.listeners().forEach(made::addResourceDependency);
			services.put(service, made);
			stack.output(service.word() + "ServiceName", service.id() + " in the cluster", made.getAttrName());
		}
	}

	private CfnTaskDefinition task(Service service, TaskRoles roles, TaskEnvironment environment) {
		var size = size(stack.settings(), service);
		var log = foundation.logGroups().make(stack, service.word() + "Log", service.id());
		var containers = new Containers(stack, log);
		var execution = ExecutionRoles.make(stack, data, service, log, environment.secrets(service));
		roles.mayWriteMetrics(service, log);
		var task = CfnTaskDefinition.Builder.create(stack, service.word() + "Task")
				.family(stack.name(Limit.SERVICE, service.id()))
				.cpu(String.valueOf(size.cpu()))
				.memory(String.valueOf(size.memory()))
				.networkMode("awsvpc")
				.requiresCompatibilities(List.of("FARGATE"))
				.runtimePlatform(CfnTaskDefinition.RuntimePlatformProperty.builder()
						.cpuArchitecture(stack.settings().images().architecture() == Settings.Architecture.ARM64
								? "ARM64"
								: "X86_64")
						.operatingSystemFamily("LINUX")
						.build())
				.executionRoleArn(execution.getRoleArn())
				.taskRoleArn(roles.of(service).getRoleArn())
				.volumes(Containers.volumes(stack.settings())
						.keySet()
						.stream()
						.<Object>map(volume -> CfnTaskDefinition.VolumeProperty.builder().name(volume).build())
						.toList())
				.containerDefinitions(List.of(containers.service(service, environment), containers.collector(service)))
				.build();
		PlatformStack.accept(task, "AwsSolutions::AwsSolutions-ECS2",
				"The variables are names of things and switches; what is secret comes from Secrets Manager.");
		return task;
	}

	private CfnService.NetworkConfigurationProperty network(Service service) {
		var network = foundation.network();
		return CfnService.NetworkConfigurationProperty.builder()
				.awsvpcConfiguration(CfnService.AwsVpcConfigurationProperty.builder()
						.assignPublicIp(stack.settings().network().publicTasks() ? "ENABLED" : "DISABLED")
						.subnets(network.vpc().selectSubnets(network.forTasks()).getSubnetIds())
						.securityGroups(foundation.securityGroups()
								.tasks(service)
								.stream()
								.map(group -> group.getSecurityGroupId())
								.toList())
						.build())
				.build();
	}

	private static CfnService.DeploymentConfigurationProperty deployment(boolean blueGreen) {
		var deployment = CfnService.DeploymentConfigurationProperty.builder()
				.minimumHealthyPercent(100)
				.maximumPercent(200)
				.strategy(blueGreen ? "BLUE_GREEN" : "ROLLING")
				.deploymentCircuitBreaker(
						CfnService.DeploymentCircuitBreakerProperty.builder().enable(true).rollback(true).build());
		if (blueGreen) {
			deployment.bakeTimeInMinutes(10);
		}
		return deployment.build();
	}

	private CfnService.LoadBalancerProperty target(Service service, LoadBalancer balancer,
			@Nullable Role switcher) {
		var target = CfnService.LoadBalancerProperty.builder()
				.containerName(service.id())
				.containerPort(SecurityGroups.SERVICE_PORT)
				.targetGroupArn(balancer.targets(service).getRef());
		var alternate = balancer.alternates().get(service);
		if (alternate != null && switcher != null) {
			target.advancedConfiguration(CfnService.AdvancedConfigurationProperty.builder()
					.alternateTargetGroupArn(alternate.getRef())
					.productionListenerRule(balancer.rules(service).getFirst().getRef())
					.roleArn(switcher.getRoleArn())
					.build());
		}
		return target.build();
	}

	/** ECS's, for moving rules from one set of tasks to the other. */
	private Role switcher() {
		String policy = "AmazonECSInfrastructureRolePolicyForLoadBalancers";
		var role = Role.Builder.create(stack, "LoadBalancerSwitcherRole")
				.roleName(stack.name(Limit.ROLE, "edge-switcher"))
				.assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
				.managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(policy)))
				.build();
		PlatformStack.accept(role,
				"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/%s]".formatted(policy),
				"The policy that ECS asks for by name; only ECS takes the role, to move listener rules.");
		return role;
	}
}
