package dev.millrace.processor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.processor.ProcessorMeter;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

	@Bean
	ProcessorMeter processorMeter(MeterRegistry meters) {
		return new MicrometerMeter(meters);
	}
}
