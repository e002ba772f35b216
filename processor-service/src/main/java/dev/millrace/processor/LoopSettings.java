package dev.millrace.processor;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the records of a batch are handled.
 *
 * @param concurrency lanes of one batch that are worked on at the same time, 1 to 256
 * @param attempts how often an event that fails is tried before it is dead-lettered, 1 to 20; five last about a second
 */
@Validated
@ConfigurationProperties("millrace.processor")
public record LoopSettings(@DefaultValue("32") @Min(1) @Max(256) int concurrency,
		@DefaultValue("5") @Min(1) @Max(20) int attempts) {}
