package dev.millrace.file.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.inspection.Inspector;
import dev.millrace.inspection.sandbox.SandboxedInspector;

/** The children that read files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InspectionSettings.class)
class SandboxConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Inspector inspector(InspectionSettings settings) {
		return new SandboxedInspector(settings.budgets(), settings.sandbox());
	}
}
