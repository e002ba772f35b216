package dev.millrace.ingest.kinesis;

import java.time.Duration;

import jakarta.validation.constraints.NotBlank;

import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events go into the stream, under {@code millrace.ingest.kinesis}.
 *
 * @param stream its name
 * @param buckets into which partition keys are hashed; each is one place in the hash range and one record in flight. More
 *        spread better over many shards, fewer aggregate better. A change moves keys to other shards, so that the order
 *        of a key's events across the change is not kept
 * @param senders PutRecords calls in flight at most
 * @param aggregateBytes at which an aggregate is full; one larger event still goes, alone
 * @param confirmWithin how long the stream may take to confirm an event before its client is told to come again
 * @param maxWait that an event may expect while the stream takes less than is sent; beyond it requests are answered 503 at
 *        once, rather than late
 * @param callTimeout of one PutRecords call; what it brought is unknown then, and it is put again
 */
@Validated
@ConfigurationProperties("millrace.ingest.kinesis")
record KinesisProperties(
		@DefaultValue("millrace-events") @NotBlank String stream,
		@DefaultValue("64") @Range(min = 1, max = 4096) int buckets,
		@DefaultValue("8") @Range(min = 1, max = 64) int senders,
		@DefaultValue("49152") @Range(min = 1024, max = 900000) int aggregateBytes,
		@DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(seconds = 25) Duration confirmWithin,
		@DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(seconds = 25) Duration maxWait,
		@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 20) Duration callTimeout) {}
