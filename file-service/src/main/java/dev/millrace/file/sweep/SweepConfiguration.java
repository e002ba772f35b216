package dev.millrace.file.sweep;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.file.Duties;
import dev.millrace.file.FileStore;
import dev.millrace.file.Notices;
import dev.millrace.file.Objects;

/** What mends. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SweepSettings.class)
class SweepConfiguration {

	@Bean
	Sweeps sweeps(FileStore store, Objects objects, Notices notices, Duties duties, MeterRegistry meters,
			SweepSettings settings, InstantSource clock) {
		var mender = new Mender(meters, settings.dryRun());
		var remedies = new Remedies(store, objects, notices, duties, clock);
		return new Sweeps(new Latecomers(store, objects, remedies, mender, settings, clock),
				new Walk(store, objects, remedies, mender, settings, clock, Thread::sleep), settings);
	}
}
