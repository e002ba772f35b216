package dev.millrace.web.cloudwatch;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What CloudWatch is told, under {@code millrace.web.cloudwatch}.
 *
 * @param namespace under which it has the meters, up to 255 characters that it takes; nothing is sent without one
 * @param meters which of them; it bills each series of each instance by itself
 * @param every how often they are sent, 1 s to 1 h
 */
@Validated
@ConfigurationProperties(CloudWatchSettings.PREFIX)
record CloudWatchSettings(
		@DefaultValue("") @Pattern(regexp = "(?!AWS/|:)[\\w.\\-/#: ]{0,255}", message = "is no name space that CloudWatch takes") String namespace,
		@DefaultValue({
				"millrace.ingest.accepted.events", "millrace.processor.stored.events",
				"millrace.processor.duplicate.events",
				"millrace.processor.dead.lettered.events"}) @NotEmpty Set<String> meters,
		@DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration every) {

	static final String PREFIX = "millrace.web.cloudwatch";

	CloudWatchSettings {
		meters = Set.copyOf(meters);
	}

	/** As the registry asks for it. */
	CloudWatchConfig registry() {
		return Map.of("cloudwatch.namespace", namespace, "cloudwatch.step", every.toString())::get;
	}
}
