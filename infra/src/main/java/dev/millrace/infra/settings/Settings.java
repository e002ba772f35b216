package dev.millrace.infra.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be chosen about an environment. Whoever holds one holds settings that fit together: {@link #of} refuses
 * everything else with one sentence, before anything is synthesised.
 *
 * @param suffix ends every name, 1 to 16 characters
 * @param account 12 digits, or empty for that of the credentials
 * @param region or empty for that of the credentials
 * @param destroy whether deleting a stack deletes its data
 * @param deletionProtection whether tables, load balancer and database refuse deletion
 * @param operatorRoles names of IAM roles, of people who may read data under the platform's key
 */
public record Settings(String suffix, Optional<String> account, Optional<String> region, boolean destroy,
		boolean deletionProtection, Tags tags, List<String> operatorRoles, Network network, Edge edge, Images images,
		Tasks tasks, Lattice lattice,
		Stream stream, Tables tables, Files files, boolean backup, Optional<String> rotationLambda,
		Operations operations, Delivery delivery, Relational relational) {

	/**
	 * Reads and checks all of it.
	 *
	 * @param context as given behind {@code -c}, without the keys of CDK itself
	 * @throws InvalidSettings with one sentence that names the setting, what it is, and what it must be
	 */
	public static Settings of(Map<String, String> context) {
		var settings = new SettingsReader(new Values(context)).read();
		Contradictions.refuse(settings);
		return settings;
	}

	/** Set on everything that can be tagged, beside Project and Environment. */
	public record Tags(String owner, String costCenter) {}

	/**
	 * The VPC.
	 *
	 * @param cidr of the VPC
	 * @param zones 2 or 3
	 * @param natGateways 0 to {@code zones}
	 * @param publicTasks tasks in public subnets with addresses of their own
	 */
	public record Network(Cidr cidr, int zones, int natGateways, boolean publicTasks, Set<Endpoint> endpoints) {}

	/**
	 * How the world comes in.
	 *
	 * @param domain the host that the certificate is for; empty: clients know the load balancer's own name alone
	 * @param httpsCidrs who may reach HTTPS; empty: the VPC alone
	 * @param wafRate requests of one address in 5 minutes
	 */
	public record Edge(Optional<String> certificate, Optional<String> domain, List<Cidr> httpsCidrs, boolean waf,
			int wafRate) {}

	public record Images(Architecture architecture, Optional<String> registry, String tag, String collector) {}

	public enum Architecture {
		ARM64, X86
	}

	/**
	 * What runs.
	 *
	 * @param sizes for each service how large its tasks are, and how many
	 */
	public record Tasks(Map<Service, Size> sizes, Set<Service> spot, Deployment deployment, boolean insights,
			boolean executeCommand) {}

	/**
	 * A task's size, and how many there may be.
	 *
	 * @param cpu units, 1024 to a core
	 * @param memory MiB
	 * @param max the hard bound on what runs at once
	 */
	public record Size(int cpu, int memory, int min, int max) {}

	public enum Deployment {
		ROLLING, BLUE_GREEN
	}

	/**
	 * How services reach services.
	 *
	 * @param services that have a Lattice service and are registered with it
	 */
	public record Lattice(Set<Service> services, String prefixList, Optional<String> domain,
			Optional<String> certificate) {}

	/**
	 * The stream.
	 *
	 * @param shards when provisioned, else empty
	 * @param fanOut whether processor-service has a throughput of its own, and is sent to
	 */
	public record Stream(Optional<Integer> shards, int retentionHours, boolean shardMetrics, boolean fanOut) {}

	/**
	 * The tables.
	 *
	 * @param capacity when provisioned, else empty
	 */
	public record Tables(Optional<Capacity> capacity, boolean pointInTimeRecovery, boolean streams) {}

	/** Read and write units that autoscaling stays between, of the events table and of each of its indexes. */
	public record Capacity(int min, int max) {}

	public record Files(List<String> corsOrigins, int tierAfterDays, Optional<String> bedrockModel) {}

	public record Operations(int logDays, Optional<String> email, int budgetUsd, boolean dashboard, boolean canary,
			boolean guardDuty,
			boolean applicationInsights, MetricsSender metrics, int samplingPercent) {}

	/** Who sends to CloudWatch what the services count. */
	public enum MetricsSender {
		COLLECTOR, SERVICES
	}

	/**
	 * How builds reach the account.
	 *
	 * @param repository OWNER/NAME on GitHub; empty: no delivery
	 */
	public record Delivery(Optional<String> repository, String branch, Optional<String> oidcProvider) {

		public boolean isOn() {
			return repository.isPresent();
		}
	}

	public enum Relational {
		OFF, POSTGRES, AURORA
	}
}
