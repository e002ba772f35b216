package dev.millrace.processor;

import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoopSettings.class)
class LoopConfiguration {

	@Bean
	RecordLoop recordLoop(EventStore store, DeadLetters deadLetters, LoopSettings settings, ProcessorMeter meter,
			Optional<Publisher> publisher) {
		return new RecordLoop(store, deadLetters, settings, meter, publisher);
	}
}
