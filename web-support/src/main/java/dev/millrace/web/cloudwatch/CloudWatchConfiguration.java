package dev.millrace.web.cloudwatch;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Not among what is scanned, which comes after Boot has looked how many registries there are. */
@AutoConfiguration(before = CompositeMeterRegistryAutoConfiguration.class)
@Conditional(NamespaceIsNamed.class)
@EnableConfigurationProperties(CloudWatchSettings.class)
class CloudWatchConfiguration {

	@Bean
	Sender cloudWatch() {
		return Sender.toRegion();
	}

	@Bean(destroyMethod = "end")
	LastingRegistry cloudWatchMeters(CloudWatchSettings settings, Clock clock, Sender cloudWatch) {
		var registry = new LastingRegistry(settings.registry(), clock, cloudWatch.client());
		registry.config().meterFilter(MeterFilter.denyUnless(meter -> settings.meters().contains(meter.getName())));
		return registry;
	}
}
