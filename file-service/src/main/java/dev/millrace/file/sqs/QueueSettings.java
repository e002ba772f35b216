package dev.millrace.file.sqs;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where notices come from, and where failed files go.
 *
 * @param queue the name of the queue that the bucket tells
 * @param deadLetterQueue the name of the queue of failed files
 * @param workers files that are looked into at once beside long ones, 1 to 64
 * @param visibility how long a message stays with whoever has it, 10 s to 1 h; renewed at each third of it, so that it is also
 *            how long a file waits whose worker was killed
 * @param drain how long work under way may take at SIGTERM, up to 100 s; what is not done by then goes back at once
 */
@Validated
@ConfigurationProperties("millrace.file")
record QueueSettings(@DefaultValue("millrace-files") @NotBlank String queue,
		@DefaultValue("millrace-file-dead-letters") @NotBlank String deadLetterQueue,
		@DefaultValue("4") @Min(1) @Max(64) int workers,
		@DefaultValue("60s") @DurationMin(seconds = 10) @DurationMax(hours = 1) Duration visibility,
		@DefaultValue("10s") @DurationMin(seconds = 0) @DurationMax(seconds = 100) Duration drain) {}
