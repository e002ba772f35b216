package dev.millrace.processor.s3;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where large events and the bytes of large dead letters go.
 *
 * @param overflowBucket the bucket's name
 */
@Validated
@ConfigurationProperties("millrace.processor")
record OverflowSettings(@DefaultValue("millrace-overflow") @NotBlank String overflowBucket) {}
