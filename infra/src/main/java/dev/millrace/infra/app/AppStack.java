package dev.millrace.infra.app;

import software.amazon.awscdk.services.ecs.CfnCluster;
import software.constructs.Construct;

import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.stack.Plan;
import dev.millrace.infra.stack.PlatformStack;

/** What runs, and how it is reached. */
public final class AppStack extends PlatformStack {

	private final transient LoadBalancer balancer;
	private final transient Services services;

	public AppStack(Construct app, Plan plan, FoundationStack foundation, DataStack data) {
		super(app, plan, "App", "cluster, services, load balancer, service network");
		addStackDependency(data);
		var latticeServices = new LatticeServices(this);
		var lattice = new Lattice(this, foundation, latticeServices);
		var roles = new TaskRoles(this, data, latticeServices);
		lattice.permit(roles);
		balancer = new LoadBalancer(this, foundation);
		if (settings().edge().waf()) {
			new Firewall(this).before(balancer, foundation);
		}
		services = new Services(this, foundation, data);
		services.run(balancer, lattice, roles, new TaskEnvironment(this, data, latticeServices));
		new Scaling(this, services).follow(balancer, data);
		output("Url", "where the world comes in", balancer.url());
		output("LoadBalancerAddress", "where DNS leads the host of edge.domain", balancer.balancer().getAttrDnsName());
		output("LoadBalancerArn", "the load balancer", balancer.balancer().getRef());
		output("ClusterName", "the cluster", services.cluster().getRef());
	}

	public LoadBalancer balancer() {
		return balancer;
	}

	public CfnCluster cluster() {
		return services.cluster();
	}
}
