package dev.millrace.ingest.schema;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says how many schemas are in use and what keeps newer ones away. That never takes the service out: it goes on with those. */
record SchemaHealth(Schemas schemas) implements HealthIndicator {

	@Override
	public Health health() {
		var health = Health.up().withDetail("inUse", schemas.count());
		schemas.trouble().ifPresent(trouble -> health.withDetail("trouble", trouble));
		return health.build();
	}
}
