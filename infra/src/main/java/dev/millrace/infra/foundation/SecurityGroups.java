package dev.millrace.infra.foundation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;

import dev.millrace.infra.settings.Service;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** Who may speak to whom: every rule is written here, and there are no others. */
public final class SecurityGroups {

	/** Each service's own port in its task. */
	public static final int SERVICE_PORT = 8080;

	private static final Port HTTP = Port.tcp(80);
	private static final Port HTTPS = Port.tcp(443);
	private static final Port POSTGRES = Port.tcp(5433);

	private final PlatformStack stack;
	private final IVpc vpc;
	private final SecurityGroup loadBalancer;
	private final SecurityGroup lattice;
	private final SecurityGroup endpoints;
	private final Map<Service, SecurityGroup> tasks = new EnumMap<>(Service.class);

	SecurityGroups(PlatformStack stack, IVpc vpc) {
		this.stack = stack;
		this.vpc = vpc;
		loadBalancer = group("LoadBalancerGroup", "edge",
				"The load balancer: from the world, to the port of the services");
		lattice = group("LatticeGroup", "lattice", "The association of the VPC with Lattice: from the tasks alone");
		endpoints = group("EndpointsGroup", "endpoints", "Interface endpoints: from the tasks alone");
		for (Service service : Service.values()) {
			tasks.put(service, taskGroup(service));
		}
		openToTheWorld(stack.settings().edge());
	}

	public ISecurityGroup loadBalancer() {
		return loadBalancer;
	}

	public ISecurityGroup lattice() {
		return lattice;
	}

	public ISecurityGroup endpoints() {
		return endpoints;
	}

	public List<ISecurityGroup> tasks(Service service) {
		var group = tasks.get(service);
		return group == null ? List.of() : List.of(group);
	}

	/** The group of a database, which answers only members of the other group; consumers of the projection join that one. */
	public Database database() {
		var database = group("DatabaseGroup", "database", "The database: from its clients alone");
		var clients = group("DatabaseClientsGroup", "database-clients", "Whoever may speak to the database");
		database.addIngressRule(clients, POSTGRES, "its clients");
		clients.addEgressRule(database, POSTGRES, "the database");
		clients.addEgressRule(Peer.anyIpv4(), HTTPS, "AWS");
		stack.output("DatabaseClientsGroup", "the security group that clients of the database join",
				clients.getSecurityGroupId());
		return new Database(database, clients);
	}

	public record Database(ISecurityGroup database, ISecurityGroup clients) {}

	private SecurityGroup taskGroup(Service service) {
		var group = group(service.word() + "TaskGroup", service.id(), "Tasks of " + service.id());
		group.addIngressRule(loadBalancer, Port.tcp(SERVICE_PORT), "requests and health checks of the load balancer");
		loadBalancer.addEgressRule(group, Port.tcp(SERVICE_PORT), service.id());
		if (stack.settings().lattice().services().contains(service)) {
			group.addIngressRule(Peer.prefixList(stack.settings().lattice().prefixList()), Port.tcp(SERVICE_PORT),
					"requests and health checks of Lattice");
		}
		group.addEgressRule(Peer.anyIpv4(), HTTPS, "AWS services and image registries, over TLS");
		lattice.addIngressRule(group, HTTPS, service.id());
		endpoints.addIngressRule(group, HTTPS, service.id());
		return group;
	}

	private void openToTheWorld(Settings.Edge edge) {
		loadBalancer.addIngressRule(Peer.anyIpv4(), HTTP, "HTTP from anywhere");
		loadBalancer.addIngressRule(Peer.anyIpv6(), HTTP, "HTTP from anywhere");
		PlatformStack.accept(loadBalancer, "AwsSolutions::AwsSolutions-EC23",
				"It is the public load balancer: anyone may "
						+ "speak HTTP to it, which redirects where there is a certificate; HTTPS is as narrow as it is set.");
		if (edge.certificate().isEmpty()) {
			return;
		}
		List<IPeer> allowed = edge.httpsCidrs().isEmpty()
				? List.of(Peer.ipv4(stack.settings().network().cidr().text()))
				: edge.httpsCidrs().stream().map(cidr -> Peer.ipv4(cidr.text())).toList();
		allowed.forEach(peer -> loadBalancer.addIngressRule(peer, HTTPS, "HTTPS as narrow as set"));
	}

	private SecurityGroup group(String id, String what, String description) {
		return SecurityGroup.Builder.create(stack, id)
				.vpc(vpc)
				.securityGroupName(stack.name(Limit.SECURITY_GROUP, what))
				.description(description)
				.allowAllOutbound(false)
				.allowAllIpv6Outbound(false)
				.disableInlineRules(true)
				.build();
	}
}
