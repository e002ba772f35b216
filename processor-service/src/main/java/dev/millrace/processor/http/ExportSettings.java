package dev.millrace.processor.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is exported at once.
 *
 * @param exports that run at the same time, 1 to 64; each holds up to 21 MiB of large events, and a megabyte of small ones
 */
@Validated
@ConfigurationProperties("millrace.processor")
record ExportSettings(@DefaultValue("4") @Min(1) @Max(64) int exports) {}
