package dev.millrace.infra.foundation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.ec2.FlowLog;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogMaxAggregationInterval;
import software.amazon.awscdk.services.ec2.FlowLogResourceType;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.IpProtocol;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

import dev.millrace.infra.settings.Endpoint;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The VPC over two or three zones, speaking IPv4 and IPv6, its ways out, and what passes it. */
public final class Network {

	private final PlatformStack stack;
	private final Settings.Network settings;
	private final Vpc vpc;

	Network(PlatformStack stack, LogGroups logGroups) {
		this.stack = stack;
		settings = stack.settings().network();
		vpc = Vpc.Builder.create(stack, "Vpc")
				.vpcName(stack.name(Limit.SECURITY_GROUP, "network"))
				.ipAddresses(IpAddresses.cidr(settings.cidr().text()))
				.ipProtocol(IpProtocol.DUAL_STACK)
				.maxAzs(settings.zones())
				.natGateways(settings.natGateways())
				.subnetConfiguration(subnets())
				.gatewayEndpoints(gateways())
				.restrictDefaultSecurityGroup(false)
				.build();
		flowLogs(logGroups);
	}

	public Vpc vpc() {
		return vpc;
	}

	/** Where tasks run. */
	public SubnetSelection forTasks() {
		return SubnetSelection.builder().subnetGroupName(settings.publicTasks() ? "public" : "private").build();
	}

	/** For what no one outside speaks to and which speaks to no one outside. */
	public SubnetSelection isolated() {
		return SubnetSelection.builder().subnetGroupName("data").build();
	}

	void addInterfaceEndpoints(ISecurityGroup group) {
		for (Endpoint endpoint : settings.endpoints()) {
			InterfaceVpcEndpoint.Builder.create(stack, "Endpoint" + endpoint.id())
					.vpc(vpc)
					.service(new InterfaceVpcEndpointAwsService(endpoint.service()))
					.subnets(forTasks())
					.securityGroups(List.of(group))
					.privateDnsEnabled(true)
					.open(false)
					.build();
		}
	}

	private List<SubnetConfiguration> subnets() {
		var subnets = new ArrayList<SubnetConfiguration>();
		subnets.add(SubnetConfiguration.builder()
				.name("public")
				.subnetType(SubnetType.PUBLIC)
				.mapPublicIpOnLaunch(false)
				.ipv6AssignAddressOnCreation(false)
				.build());
		subnets.add(SubnetConfiguration.builder()
				.name("private")
				.subnetType(settings.natGateways() > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED)
				.build());
		if (stack.settings().relational() != Settings.Relational.OFF) {
			subnets.add(SubnetConfiguration.builder().name("data").subnetType(SubnetType.PRIVATE_ISOLATED).build());
		}
		return subnets;
	}

	private static Map<String, GatewayVpcEndpointOptions> gateways() {
		var gateways = new LinkedHashMap<String, GatewayVpcEndpointOptions>();
		gateways.put("DynamoDbGateway",
				GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.DYNAMODB).build());
		gateways.put("S3Gateway", GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.S3).build());
		return gateways;
	}

	private void flowLogs(LogGroups logGroups) {
		var role = Role.Builder.create(stack, "FlowLogRole")
				.roleName(stack.name(Limit.ROLE, "flow-logs"))
				.assumedBy(new ServicePrincipal("vpc-flow-logs.amazonaws.com"))
				.build();
		FlowLog.Builder.create(stack, "FlowLog")
				.resourceType(FlowLogResourceType.fromVpc(vpc))
				.destination(
						FlowLogDestination.toCloudWatchLogs(logGroups.make(stack, "FlowLogGroup", "flow-logs"), role))
				.trafficType(FlowLogTrafficType.ALL)
				.maxAggregationInterval(FlowLogMaxAggregationInterval.TEN_MINUTES)
				.build();
	}
}
