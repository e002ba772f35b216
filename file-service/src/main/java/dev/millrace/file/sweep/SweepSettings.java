package dev.millrace.file.sweep;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How what went wrong is found.
 *
 * @param every between looks at what stands too long, 1 s to 1 h
 * @param wholeEvery between walks over the whole bucket and the whole table, 10 s to 30 days
 * @param grace what is younger is left to whoever works on it, 1 s to 1 day
 * @param stuckAfter when a file that neither moves nor ends is taken up anew, 1 s to 1 day; longer than the longest look
 * @param perSecond objects and rows that a walk asks about, 1 to 10,000
 * @param dryRun whether it only counts
 */
@Validated
@ConfigurationProperties("millrace.file.sweep")
record SweepSettings(@DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration every,
		@DefaultValue("6h") @DurationMin(seconds = 10) @DurationMax(days = 30) Duration wholeEvery,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration grace,
		@DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration stuckAfter,
		@DefaultValue("100") @Min(1) @Max(10000) int perSecond, @DefaultValue("false") boolean dryRun) {}
