package dev.millrace.file.sandbox;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.file.FileSettings;
import dev.millrace.inspection.Inspector;
import dev.millrace.inspection.sandbox.SandboxedInspector;

/** The children that read files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InspectionSettings.class)
class SandboxConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Inspector inspector(InspectionSettings settings, FileSettings files, MeterRegistry meters) {
		if (files.longFiles() >= settings.children() && settings.children() > 1) {
			throw new IllegalStateException(
					"millrace.file.long-files (%d) must be less than millrace.file.inspection.children (%d): a child is to be left for short files."
							.formatted(files.longFiles(), settings.children()));
		}
		var inspector = new SandboxedInspector(settings.budgets(), settings.sandbox());
		meters.gauge("millrace.file.children.unconfined", inspector,
				children -> children.isConfined() ? 0 : settings.children());
		return inspector;
	}
}
