package dev.millrace.infra;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import dev.millrace.infra.Synthesised.Resource;

/** Dollars a month, from what a template holds and what passes through it. */
final class CostModel {

	/** Hours of a month, as AWS's calculator has them. */
	private static final double HOURS = 730;
	private static final double SECONDS = HOURS * 3600;
	private static final double GIB = 1024d * 1024 * 1024;
	private static final double MILLION = 1e6;
	/** What the platform adds to an event: id, source, time, key, receipt's attributes. */
	private static final int ENVELOPE = 220;
	/** The intake's default aggregate. */
	private static final int AGGREGATE = 49_152;

	private static final Set<String> FREE = Set.of("AWS::ApplicationAutoScaling::ScalableTarget",
			"AWS::ApplicationAutoScaling::ScalingPolicy", "AWS::ApplicationInsights::Application",
			"AWS::Backup::BackupPlan",
			"AWS::Backup::BackupSelection", "AWS::Budgets::Budget", "AWS::CDK::Metadata",
			"AWS::EC2::EgressOnlyInternetGateway",
			"AWS::EC2::FlowLog", "AWS::EC2::InternetGateway", "AWS::EC2::Route", "AWS::EC2::RouteTable",
			"AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress",
			"AWS::EC2::Subnet",
			"AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPC", "AWS::EC2::VPCCidrBlock",
			"AWS::EC2::VPCGatewayAttachment",
			"AWS::ECS::Cluster", "AWS::ECS::TaskDefinition", "AWS::ElasticLoadBalancingV2::Listener",
			"AWS::ElasticLoadBalancingV2::ListenerRule", "AWS::ElasticLoadBalancingV2::TargetGroup",
			"AWS::Events::EventBus",
			"AWS::Events::Rule", "AWS::IAM::OIDCProvider", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::KMS::Alias",
			"AWS::Logs::MetricFilter", "AWS::Logs::ResourcePolicy", "AWS::RDS::DBSubnetGroup",
			"AWS::ResourceGroups::Group",
			"AWS::S3::BucketPolicy", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy",
			"AWS::SecretsManager::RotationSchedule", "AWS::VpcLattice::AccessLogSubscription",
			"AWS::VpcLattice::AuthPolicy",
			"AWS::VpcLattice::Listener", "AWS::VpcLattice::ServiceNetwork",
			"AWS::VpcLattice::ServiceNetworkServiceAssociation",
			"AWS::VpcLattice::ServiceNetworkVpcAssociation", "AWS::VpcLattice::TargetGroup",
			"AWS::WAFv2::LoggingConfiguration",
			"AWS::WAFv2::WebACLAssociation", "AWS::XRay::Group", "AWS::XRay::SamplingRule",
			"AWS::ECS::ClusterCapacityProviderAssociations");
	/** Billed by use, which the traffic below states; at rest they cost nothing or a cent. */
	private static final Set<String> BY_USE = Set.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SQS::Queue",
			"AWS::SNS::Topic", "AWS::Logs::LogGroup", "AWS::Lambda::Function", "Custom::EmptiedAtRemoval",
			"AWS::Events::Archive",
			"AWS::Backup::BackupVault", "AWS::GuardDuty::Detector", "AWS::ECR::Repository");
	private static final Set<String> BY_THE_HOUR_OR_MONTH = Set.of("AWS::ECS::Service",
			"AWS::ElasticLoadBalancingV2::LoadBalancer",
			"AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::EC2::VPCEndpoint", "AWS::Kinesis::Stream",
			"AWS::VpcLattice::Service",
			"AWS::WAFv2::WebACL", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::CloudWatch::Alarm",
			"AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard", "AWS::Synthetics::Canary",
			"AWS::RDS::DBInstance",
			"AWS::RDS::DBCluster");

	private final JsonNode prices;
	private final Synthesised synthesised;

	/**
	 * What passes through.
	 *
	 * @param events a second
	 * @param bytes of one, without what the platform adds
	 * @param batch events in a request
	 * @param aggregated whether events share a record of the stream
	 */
	record Traffic(double events, int bytes, int batch, boolean aggregated) {

		double stored() {
			return events * SECONDS;
		}

		double gibibytes() {
			return stored() * (bytes + ENVELOPE) / GIB;
		}
	}

	CostModel(JsonNode prices, Synthesised synthesised) {
		this.prices = prices;
		this.synthesised = synthesised;
	}

	static boolean knows(String type) {
		return FREE.contains(type) || BY_USE.contains(type) || BY_THE_HOUR_OR_MONTH.contains(type);
	}

	static double sum(Map<String, Double> month) {
		return month.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/** What a peer that only takes events in would count. */
	static double intake(Map<String, Double> month) {
		return month.entrySet()
				.stream()
				.filter(line -> line.getKey().startsWith("intake: "))
				.mapToDouble(Map.Entry::getValue)
				.sum();
	}

	Map<String, Double> idle() {
		var month = new TreeMap<String, Double>();
		synthesised.resources().forEach(resource -> standing(resource, month));
		if (publicTasks()) {
			add(month, "tasks: public addresses", tasks() * price("ipv4-hour") * HOURS);
		}
		return month;
	}

	Map<String, Double> at(Traffic traffic) {
		Map<String, Double> month = idle();
		double requests = traffic.stored() / traffic.batch();
		// The worst sender opens a connection for each request: 25 new ones a second are a unit, as is 1 GB an hour.
		double capacityUnits = Math.max(traffic.events() * (traffic.bytes() + 300d) * 3600 / 1e9,
				requests / SECONDS / 25);
		add(month, "intake: load balancer, capacity units", capacityUnits * price("alb-lcu-hour") * HOURS);
		add(month, "edge: firewall, requests", requests / MILLION * price("waf-million-requests"));
		double recordBytes = traffic.aggregated() ? AGGREGATE : traffic.bytes() + ENVELOPE;
		double eventsInRecord = traffic.aggregated() ? (double) AGGREGATE / (traffic.bytes() + ENVELOPE) : 1;
		double payloadUnits = traffic.stored() / eventsInRecord * Math.ceil(recordBytes / 25_600);
		add(month, "intake: stream, payload units", payloadUnits / MILLION * price("kinesis-million-payload-units"));
		add(month, "intake: endpoint of the stream, bytes", traffic.gibibytes() * price("endpoint-gib"));
		add(month, "storage: endpoint of the stream, bytes read", traffic.gibibytes() * price("endpoint-gib"));
		// An item of up to 2 KiB, and a key of up to 1 KiB in each of three indexes; autoscaling stands at 70 %.
		double writes = traffic.events() * (Math.ceil((traffic.bytes() + ENVELOPE) / 1024d) + 3);
		add(month, "storage: table, writes (provisioned at 70 %)", writes / 0.7 * price("dynamodb-wcu-hour") * HOURS);
		add(month, "storage: table, one month of items", traffic.gibibytes() * 1.3 * price("dynamodb-gib-month"));
		add(month, "storage: table, recovery to a second",
				traffic.gibibytes() * 1.3 * price("dynamodb-pitr-gib-month"));
		add(month, "operations: logs, a line a request", requests * 300 / GIB * price("logs-gib"));
		return month;
	}

	private void standing(Resource resource, Map<String, Double> month) {
		switch (resource.type()) {
			case "AWS::ECS::Service" -> service(resource, month);
			case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> {
				add(month, "intake: load balancer", price("alb-hour") * HOURS);
				add(month, "intake: load balancer's addresses",
						resource.at("Subnets").size() * price("ipv4-hour") * HOURS);
			}
			case "AWS::EC2::NatGateway" -> add(month, "network: NAT gateways", price("nat-hour") * HOURS);
			case "AWS::EC2::EIP" -> add(month, "network: addresses of NAT gateways", price("ipv4-hour") * HOURS);
			case "AWS::EC2::VPCEndpoint" -> endpoint(resource, month);
			case "AWS::Kinesis::Stream" -> stream(resource, month);
			case "AWS::VpcLattice::Service" -> add(month, "network: Lattice services", price("lattice-hour") * HOURS);
			case "AWS::WAFv2::WebACL" -> add(month, "edge: firewall", price("waf-acl-month")
					+ resource.at("Rules").size() * price("waf-rule-month"));
			case "AWS::KMS::Key" -> add(month, "keys", price("kms-key-month"));
			case "AWS::SecretsManager::Secret" -> add(month, "secrets", price("secret-month"));
			case "AWS::CloudWatch::Alarm" -> add(month, "operations: alarms", price("alarm-month")
					* Math.max(1,
							resource.at("Metrics").valueStream().filter(metric -> metric.has("MetricStat")).count()));
			case "AWS::CloudWatch::CompositeAlarm" -> add(month, "operations: alarms", price("composite-alarm-month"));
			case "AWS::CloudWatch::Dashboard" -> add(month, "operations: dashboards", price("dashboard-month"));
			case "AWS::Synthetics::Canary" -> add(month, "operations: canary", HOURS * 60 * price("canary-run"));
			case "AWS::RDS::DBInstance" -> add(month, "database",
					resource.text("DBInstanceClass").equals("db.serverless")
							? 0
							: price("rds-t4g-small-hour") * HOURS * (resource.at("MultiAZ").asBoolean(false) ? 2 : 1)
									+ 20 * price("rds-gib-month"));
			case "AWS::RDS::DBCluster" -> add(month, "database", 0.5 * price("aurora-acu-hour") * HOURS);
			case "AWS::DynamoDB::Table" -> table(resource, month);
			default -> {
				// Free, or by use.
			}
		}
	}

	/** The least tasks; what more of them cost follows the load. */
	private void service(Resource service, Map<String, Double> month) {
		String task = service.at("TaskDefinition").path("Ref").asString();
		Resource definition = synthesised.one("AWS::ECS::TaskDefinition", task);
		boolean spot = service.text("CapacityProviderStrategy.0.CapacityProvider").equals("FARGATE_SPOT");
		String kind = (definition.text("RuntimePlatform.CpuArchitecture").equals("ARM64") ? "fargate-arm"
				: "fargate-x86")
				+ (spot ? "-spot" : "");
		double hour = definition.at("Cpu").asDouble() / 1024 * price(kind + "-vcpu-hour")
				+ definition.at("Memory").asDouble() / 1024 * price(kind + "-gib-hour");
		String room = service.id().startsWith("ingest") ? "intake: tasks"
				: "tasks: " + service.id().replace("Service", "");
		add(month, room, hour * HOURS * service.at("DesiredCount").asInt());
	}

	private void endpoint(Resource endpoint, Map<String, Double> month) {
		if (endpoint.text("VpcEndpointType").equals("Interface")) {
			boolean stream = endpoint.id().startsWith("Endpointkinesis");
			add(month, stream ? "intake: endpoint of the stream" : "network: endpoints",
					endpoint.at("SubnetIds").size() * price("endpoint-hour") * HOURS);
		}
	}

	private void stream(Resource stream, Map<String, Double> month) {
		if (stream.text("StreamModeDetails.StreamMode").equals("PROVISIONED")) {
			double shardHours = stream.at("ShardCount").asDouble() * HOURS;
			add(month, "intake: stream, shards", shardHours * price("kinesis-shard-hour"));
			if (stream.at("RetentionPeriodHours").asInt() > 24) {
				add(month, "storage: stream, beyond a day", shardHours * price("kinesis-extended-shard-hour"));
			}
		} else {
			add(month, "intake: stream, on demand", price("kinesis-on-demand-hour") * HOURS);
		}
	}

	private void table(Resource table, Map<String, Double> month) {
		if (table.text("BillingMode").equals("PROVISIONED")) {
			double units = table.at("ProvisionedThroughput.WriteCapacityUnits").asDouble()
					* (1 + table.at("GlobalSecondaryIndexes").size());
			add(month, "storage: tables, least capacity",
					units * (price("dynamodb-wcu-hour") + price("dynamodb-rcu-hour")) * HOURS);
		}
	}

	private boolean publicTasks() {
		return synthesised.all("AWS::ECS::Service")
				.stream()
				.anyMatch(service -> service.text("NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp")
						.equals("ENABLED"));
	}

	private int tasks() {
		return synthesised.all("AWS::ECS::Service")
				.stream()
				.mapToInt(service -> service.at("DesiredCount").asInt())
				.sum();
	}

	private double price(String what) {
		JsonNode price = prices.get("usd").get(what);
		if (price == null) {
			throw new AssertionError("prices.json has no price for " + what);
		}
		return price.asDouble();
	}

	private static void add(Map<String, Double> month, String what, double dollars) {
		month.merge(what, dollars, Double::sum);
	}
}
