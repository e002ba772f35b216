package dev.millrace.file;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.inspection.Inspector;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FileSettings.class, DescriptionSettings.class})
class FileConfiguration {

	@Bean
	Duties duties(FileStore store, Objects objects, Slips slips, DeadLetters deadLetters, Outcomes outcomes) {
		return new Duties(store, objects, slips, deadLetters, outcomes);
	}

	@Bean
	Intake intake(FileStore store, Objects objects, Slips slips, Notices notices, Duties duties,
			FileSettings settings, InstantSource clock) {
		return new Intake(store, objects, slips, notices, duties, settings, clock, new SecureRandom());
	}

	@Bean
	Findings findings(Objects objects, ObjectProvider<LanguageModel> model, ObjectProvider<Descriptions> descriptions,
			ObjectProvider<Purse> purse, DescriptionSettings settings, InstantSource clock, MeterRegistry meters) {
		return new Findings(objects, Optional.ofNullable(model.getIfAvailable())
				.map(there -> new Describing(there, descriptions.getObject(), purse.getObject(), settings, clock,
						meters)));
	}

	@Bean
	Processing processing(FileStore store, Objects objects, Inspector inspector, Findings findings, Duties duties,
			FileSettings settings, InstantSource clock) {
		var workspaces = new Workspaces(settings.workspace(), settings.workspaceSize().toBytes());
		var examination = new Examination(store, objects, inspector, findings, duties, workspaces, settings, clock);
		return new Processing(store, objects, examination, duties, settings, clock);
	}
}
