package dev.millrace.processor;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the records of a batch are handled.
 *
 * @param calls to the table that a shard has in flight, 1 to 64; each stores up to 25 events, of different partition keys
 * @param attempts how often an event that fails is tried before it is dead-lettered, 1 to 20; five last about a second
 * @param giveUpAfter age of an event that fails, from its first attempt, at which it is dead-lettered however few attempts
 *            that were, 1 s to 10 min; with one more call of 15 s, it is how long one bad record holds up its shard
 */
@Validated
@ConfigurationProperties("millrace.processor")
public record LoopSettings(@DefaultValue("8") @Min(1) @Max(64) int calls,
		@DefaultValue("5") @Min(1) @Max(20) int attempts,
		@DefaultValue("40s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration giveUpAfter) {}
