package dev.millrace.ingest.schema;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which data an event of a type may have, under {@code millrace.ingest.schemas}.
 *
 * @param location a folder's path, or {@code s3://bucket/prefix}; nothing is checked where it is not set
 * @param reload how often it is looked at for changes
 * @param mark types, with {@code *} for any characters, whose events are taken and marked where they do not fit; those of all
 *        others are refused
 */
@Validated
@ConfigurationProperties("millrace.ingest.schemas")
record SchemaProperties(
		@Nullable @Pattern(regexp = "s3://[a-z0-9.-]{3,63}(/.*)?|(?!s3:).+", message = "must be a folder's path or s3://bucket/prefix") String location,
		@DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(hours = 24) Duration reload,
		@DefaultValue List<String> mark) {}
