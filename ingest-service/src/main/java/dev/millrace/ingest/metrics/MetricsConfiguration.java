package dev.millrace.ingest.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.ingest.IntakeMeter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsProperties.class)
class MetricsConfiguration {

	@Bean
	IntakeMeter intakeMeter(MeterRegistry meters, ObservationRegistry observations, MetricsProperties properties) {
		return new MicrometerMeter(meters, observations, properties.producers());
	}
}
