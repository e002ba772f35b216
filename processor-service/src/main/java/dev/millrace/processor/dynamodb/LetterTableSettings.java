package dev.millrace.processor.dynamodb;

import java.time.Duration;

import jakarta.validation.constraints.NotBlank;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where dead letters are kept.
 *
 * @param deadLetterTable the table's name
 * @param closedLettersFor how long it is remembered who closed a letter and why, 15 days to 10 years: longer than the queue
 *            may deliver the letter again
 */
@Validated
@ConfigurationProperties("millrace.processor")
record LetterTableSettings(@DefaultValue("millrace-dead-letters") @NotBlank String deadLetterTable,
		@DefaultValue("90d") @DurationMin(days = 15) @DurationMax(days = 3650) Duration closedLettersFor) {}
