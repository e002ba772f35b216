package dev.millrace.infra;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import dev.millrace.infra.Synthesised.Resource;
import dev.millrace.infra.app.Metrics;

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
	/** A lease is renewed three times in the fail-over time of 10 s. */
	private static final double LEASE_SECONDS = 10 / 3d;

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
		add(month, "operations: the services' own metrics", Metrics.ALL.size() * price("custom-metric-month"));
		resting(month);
		return month;
	}

	/** What is asked for and written while nothing happens: leases, empty queues, schemas, a line of log now and then. */
	private void resting(Map<String, Double> month) {
		if (synthesised.one("AWS::DynamoDB::Table", "ProcessorTable").text("BillingMode").equals("PAY_PER_REQUEST")) {
			// The lease renewed, the leader's place kept, the worker's load told; all of them read by the leader.
			double writes = SECONDS / LEASE_SECONDS + SECONDS / 5 + SECONDS / 30;
			double reads = 2 * SECONDS / 2;
			add(month, "resting: leases", writes / MILLION * price("dynamodb-million-writes")
					+ reads / MILLION * price("dynamodb-million-reads"));
		}
		// Tables, stream and queues ask for their data keys again, each task every five minutes.
		add(month, "resting: keys used", tasks() * SECONDS / 300 / 10_000 * price("kms-ten-thousand-requests"));
		add(month, "resting: queues asked in vain", 2 * SECONDS / 20 / MILLION * price("sqs-million"));
		add(month, "resting: schemas looked for",
				tasksOf("ingest") * SECONDS / 300 / 1000 * price("s3-thousand-lists"));
		add(month, "resting: logs, flows and metrics among them", 0.2 * tasks() / 3 * price("logs-gib"));
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
			// Target tracking watches by alarms of its own: two, and two more for a table.
			case "AWS::ApplicationAutoScaling::ScalingPolicy" -> add(month, "operations: alarms of scaling",
					resource.text("PolicyType").equals("StepScaling") ? 0
							: price("alarm-month") * (resource.toString().contains("DynamoDB") ? 4 : 2));
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
		return tasksOf("");
	}

	private int tasksOf(String service) {
		return synthesised.all("AWS::ECS::Service")
				.stream()
				.filter(one -> one.id().startsWith(service))
				.mapToInt(one -> one.at("DesiredCount").asInt())
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
