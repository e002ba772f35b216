package dev.millrace.processor.sqs;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where dead letters go.
 *
 * @param deadLetterQueue the queue's name
 * @param keepDeadLetters whether letters are moved from the queue to the table in which they can be looked through
 */
@Validated
@ConfigurationProperties("millrace.processor")
record QueueSettings(@DefaultValue("millrace-dead-letters") @NotBlank String deadLetterQueue,
		@DefaultValue("true") boolean keepDeadLetters) {}
