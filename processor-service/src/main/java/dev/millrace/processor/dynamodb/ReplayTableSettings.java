package dev.millrace.processor.dynamodb;

import java.time.Duration;

import jakarta.validation.constraints.NotBlank;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where replays are written down.
 *
 * @param replayTable the table's name
 * @param endedReplaysFor how long a replay is remembered once it has ended, 1 h to a year
 */
@Validated
@ConfigurationProperties("millrace.processor")
record ReplayTableSettings(@DefaultValue("millrace-replays") @NotBlank String replayTable,
		@DefaultValue("30d") @DurationMin(hours = 1) @DurationMax(days = 366) Duration endedReplaysFor) {}
