package dev.millrace.infra.foundation;

import java.util.List;

import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

import dev.millrace.infra.stack.KeyPolicies;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Plan;
import dev.millrace.infra.stack.PlatformStack;

/** The network, the key of logs and alarms, the bucket of access logs, and how buckets are emptied. */
public final class FoundationStack extends PlatformStack {

	private final transient Key operationsKey;
	private final transient LogGroups logGroups;
	private final transient AccessLogs accessLogs;
	private final transient EmptyBuckets emptyBuckets;
	private final transient Network network;
	private final transient SecurityGroups securityGroups;

	public FoundationStack(Construct app, Plan plan) {
		super(app, plan, "Foundation", "network, keys, access logs");
		operationsKey = operationsKey();
		logGroups = new LogGroups(operationsKey);
		emptyBuckets = new EmptyBuckets(this, logGroups);
		accessLogs = new AccessLogs(this);
		emptyBuckets.atRemoval(this, accessLogs.bucket());
		network = new Network(this, logGroups);
		securityGroups = new SecurityGroups(this, network.vpc());
		network.addInterfaceEndpoints(securityGroups.endpoints());
		output("VpcId", "the network", network.vpc().getVpcId());
		output("AccessLogBucket", "access logs of load balancer and buckets", accessLogs.bucket().getBucketName());
		output("OperationsKeyArn", "the key of logs and alarms", operationsKey.getKeyArn());
	}

	private Key operationsKey() {
		return Key.Builder.create(this, "OperationsKey")
				.alias("alias/" + name(Limit.KEY_ALIAS, "operations"))
				.description("Logs and alarms of Millrace " + plan().names().suffix())
				.enableKeyRotation(true)
				.pendingWindow(untilKeysGo())
				.removalPolicy(removal())
				.policy(new KeyPolicies(this)
						.logs(List.of(LogGroups.ofThePlatform(plan().names()) + "*",
								LogGroups.ofTheFirewall(plan().names()), LogGroups.ofFunctions(plan().names()),
								LogGroups.ofInsights(plan().names()),
								"/aws/rds/*/" + name(Limit.DATABASE, "projection") + "/postgresql",
								"/aws/vendedlogs" + LogGroups.ofThePlatform(plan().names()) + "*"))
						.service("AlarmsAndBudgets",
								List.of("cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com"))
						.document())
				.build();
	}

	/** The key of logs and of the alarms' topic. */
	public Key key() {
		return operationsKey;
	}

	public LogGroups logGroups() {
		return logGroups;
	}

	public AccessLogs accessLogs() {
		return accessLogs;
	}

	public EmptyBuckets emptyBuckets() {
		return emptyBuckets;
	}

	public Network network() {
		return network;
	}

	public SecurityGroups securityGroups() {
		return securityGroups;
	}
}
