package dev.millrace.processor.sqs;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where dead letters go.
 *
 * @param deadLetterQueue the queue's name
 */
@Validated
@ConfigurationProperties("millrace.processor")
record QueueSettings(@DefaultValue("millrace-dead-letters") @NotBlank String deadLetterQueue) {}
