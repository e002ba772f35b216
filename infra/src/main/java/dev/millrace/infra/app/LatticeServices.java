package dev.millrace.infra.app;

import java.util.EnumMap;
import java.util.Map;

import software.amazon.awscdk.services.vpclattice.CfnService;

import dev.millrace.infra.settings.Service;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The services as Lattice knows them: each refuses whoever does not sign. */
final class LatticeServices {

	/** What file-service calls of ingest-service. */
	static final String EVENTS = "/v1/events";

	private final Map<Service, CfnService> services = new EnumMap<>(Service.class);

	LatticeServices(PlatformStack stack) {
		Settings.Lattice settings = stack.settings().lattice();
		for (Service service : settings.services()) {
			var lattice = CfnService.Builder.create(stack, service.word() + "LatticeService")
					.name(stack.name(Limit.LATTICE_SERVICE, service.id()))
					.authType("AWS_IAM");
			settings.domain().ifPresent(domain -> lattice.customDomainName(service.id() + "." + domain));
			settings.certificate().ifPresent(lattice::certificateArn);
			services.put(service, lattice.build());
		}
	}

	Map<Service, CfnService> all() {
		return services;
	}

	String arn(Service service) {
		return of(service).getAttrArn();
	}

	/** Where callers find it, with the scheme and without a path. */
	String url(Service service, Settings settings) {
		return "https://" + settings.lattice()
				.domain()
				.map(domain -> service.id() + "." + domain)
				.orElseGet(() -> of(service).getAttrDnsEntryDomainName());
	}

	private CfnService of(Service service) {
		var found = services.get(service);
		if (found == null) {
			throw new IllegalArgumentException("Lattice does not carry " + service.id());
		}
		return found;
	}
}
