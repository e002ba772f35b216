package dev.millrace.file;

import java.security.SecureRandom;
import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.inspection.Inspector;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FileSettings.class)
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
	Processing processing(FileStore store, Objects objects, Inspector inspector, Duties duties, FileSettings settings,
			InstantSource clock) {
		var workspaces = new Workspaces(settings.workspace(), settings.workspaceSize().toBytes());
		var examination = new Examination(store, objects, inspector, duties, workspaces, settings, clock);
		return new Processing(store, objects, examination, duties, settings, clock);
	}
}
