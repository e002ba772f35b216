package dev.millrace.ingest;

import java.security.SecureRandom;
import java.time.InstantSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.event.EventComposer;
import dev.millrace.event.EventLimits;
import dev.millrace.event.EventReader;
import dev.millrace.event.EventWriter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
class IntakeConfiguration {

	@Bean
	EventLimits eventLimits(IngestProperties properties) {
		return properties.limits();
	}

	@Bean
	EventReader eventReader(EventLimits limits) {
		return new EventReader(limits);
	}

	@Bean
	EventComposer eventComposer(EventReader reader) {
		return new EventComposer(reader);
	}

	@Bean
	EventWriter eventWriter(InstantSource clock) {
		return new EventWriter(new UuidV7(clock, new SecureRandom()));
	}

	/** Where no schemas are configured, every event fits. */
	@Bean
	Intake intake(EventWriter writer, ObjectProvider<SchemaCheck> schemas, EventStream stream, InstantSource clock,
			IntakeMeter meter) {
		return new Intake(writer, schemas.getIfAvailable(() -> _ -> new SchemaCheck.Verdict.Fits()), stream, clock,
				meter,
				System::nanoTime);
	}
}
