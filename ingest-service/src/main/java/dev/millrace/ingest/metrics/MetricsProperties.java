package dev.millrace.ingest.metrics;

import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is told apart, under {@code millrace.ingest.metrics}.
 *
 * @param producers whose events are counted each by itself, the first that come; those of all others are counted together
 */
@Validated
@ConfigurationProperties("millrace.ingest.metrics")
record MetricsProperties(@DefaultValue("100") @Range(min = 0, max = 10000) int producers) {}
