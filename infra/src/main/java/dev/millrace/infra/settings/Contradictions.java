package dev.millrace.infra.settings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that are right each by itself and wrong together. */
final class Contradictions {

	/** The smallest subnet a load balancer takes. */
	private static final int SMALLEST_SUBNET = 27;

	private Contradictions() {}

	static void refuse(Settings settings) {
		cidrTooSmall(settings);
		natGatewaysWithoutZones(settings.network());
		noWayOut(settings);
		moreTasksThanShards(settings);
		protectedAndDestroyed(settings);
		certificateElsewhere(settings);
		latticeDomainWithoutCertificate(settings.lattice());
		httpsWithoutCertificate(settings.edge());
		canaryShutOut(settings);
		canaryBeforeAnothersCertificate(settings);
	}

	private static void cidrTooSmall(Settings settings) {
		var network = settings.network();
		int groups = settings.relational() == Settings.Relational.OFF ? 2 : 3;
		int subnets = network.zones() * groups;
		int subnet = network.cidr().prefix() + 32 - Integer.numberOfLeadingZeros(subnets - 1);
		if (network.cidr().prefix() < 16 || subnet > SMALLEST_SUBNET) {
			throw new InvalidSettings(
					"network.cidr is %s, but a VPC is a /16 or smaller, and %d subnets of at least /%d each must fit in."
							.formatted(network.cidr(), subnets, SMALLEST_SUBNET));
		}
	}

	private static void natGatewaysWithoutZones(Settings.Network network) {
		int nat = network.natGateways();
		if (nat != 0 && nat != 1 && nat != network.zones()) {
			throw new InvalidSettings("network.nat is %d, but must be 0, 1, or one for each of the %d zones."
					.formatted(nat, network.zones()));
		}
		if (nat > 0 && network.publicTasks()) {
			throw new InvalidSettings("network.nat is %d, but network.public-tasks is true, where no task would use it."
					.formatted(nat));
		}
	}

	private static void noWayOut(Settings settings) {
		var network = settings.network();
		if (network.natGateways() > 0 || network.publicTasks()) {
			return;
		}
		String missing = Arrays.stream(Endpoint.values())
				.filter(endpoint -> endpoint.needed()
						|| (endpoint == Endpoint.BEDROCK && settings.files().bedrockModel().isPresent()))
				.filter(endpoint -> !network.endpoints().contains(endpoint))
				.map(Endpoint::id)
				.collect(Collectors.joining(", "));
		if (!missing.isEmpty()) {
			throw new InvalidSettings(
					"network.nat is 0 and network.public-tasks is false, but network.endpoints lacks %s."
							.formatted(missing));
		}
		if (settings.images().collector().startsWith("public.ecr.aws/")) {
			throw new InvalidSettings(
					"network.nat is 0 and network.public-tasks is false, but images.collector lies in "
							+ "public.ecr.aws, which no endpoint reaches: name a copy in a private repository.");
		}
	}

	private static void moreTasksThanShards(Settings settings) {
		int tasks = settings.tasks().sizes().getOrDefault(Service.PROCESSOR, new Settings.Size(256, 512, 1, 1)).max();
		settings.stream().shards().filter(shards -> tasks > shards).ifPresent(shards -> {
			throw new InvalidSettings(
					"processor.max is %d, but stream.shards is %d, and a shard is read by one task.".formatted(tasks,
							shards));
		});
	}

	private static void protectedAndDestroyed(Settings settings) {
		if (settings.destroy() && settings.deletionProtection()) {
			throw new InvalidSettings("removal is destroy, but deletion-protection is true, which would refuse it.");
		}
	}

	private static void certificateElsewhere(Settings settings) {
		for (var certificate : List.of(settings.edge().certificate(), settings.lattice().certificate())) {
			certificate.map(arn -> arn.split(":", -1)[3])
					.filter(region -> settings.region().filter(ours -> !ours.equals(region)).isPresent())
					.ifPresent(region -> {
						throw new InvalidSettings("A certificate lies in %s, but region is %s, and it must lie there."
								.formatted(region, settings.region().orElse("")));
					});
		}
	}

	private static void latticeDomainWithoutCertificate(Settings.Lattice lattice) {
		if (lattice.domain().isPresent() != lattice.certificate().isPresent()) {
			throw new InvalidSettings("lattice.domain and lattice.certificate-arn go together: give both or neither.");
		}
	}

	private static void canaryShutOut(Settings settings) {
		var edge = settings.edge();
		if (settings.operations().canary() && edge.certificate().isPresent()
				&& edge.httpsCidrs().stream().noneMatch(cidr -> cidr.prefix() == 0)) {
			throw new InvalidSettings(
					"canary is true, but edge.https-cidrs does not let in 0.0.0.0/0, from where it comes: open it, or set canary to false.");
		}
	}

	/** No certificate is for the load balancer's own name. */
	private static void canaryBeforeAnothersCertificate(Settings settings) {
		var edge = settings.edge();
		if (settings.operations().canary() && edge.certificate().isPresent() && edge.domain().isEmpty()) {
			throw new InvalidSettings(
					"canary is true and edge.certificate-arn is given, but without edge.domain the canary knows no host that the certificate is for.");
		}
	}

	private static void httpsWithoutCertificate(Settings.Edge edge) {
		if (edge.certificate().isEmpty() && edge.domain().isPresent()) {
			throw new InvalidSettings("edge.domain is given, but edge.certificate-arn, which is for it, is not.");
		}
		if (edge.certificate().isEmpty() && !edge.httpsCidrs().isEmpty()) {
			throw new InvalidSettings(
					"edge.https-cidrs is given, but without edge.certificate-arn nothing answers HTTPS.");
		}
	}
}
