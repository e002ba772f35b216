package dev.millrace.processor.replay;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How replays are run. Kinesis gives a shard's readers five reads and 2 MiB a second together; the defaults leave four
 * reads and more than four fifths of the bytes to the consumers.
 *
 * @param most that run at a time, of all instances together, 1 to 8; each reads for itself
 * @param pause at least, between two reads of a shard, 200 ms to 1 min
 * @param bytesPerSecond of a shard, on average, 64 KiB to 2 MiB
 * @param calls to the table that a replay has in flight, 1 to 64
 * @param beat how often a replay is written down, 100 ms to 1 min: what a kill costs is read again
 * @param silence after which another instance takes a replay over, 1 s to 10 min, more than twice {@code beat}
 */
@Validated
@ConfigurationProperties("millrace.processor.replays")
record ReplaySettings(@DefaultValue("1") @Min(1) @Max(8) int most,
		@DefaultValue("1s") @DurationMin(millis = 200) @DurationMax(minutes = 1) Duration pause,
		@DefaultValue("393216") @Min(65_536) @Max(2_097_152) int bytesPerSecond,
		@DefaultValue("2") @Min(1) @Max(64) int calls,
		@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration beat,
		@DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration silence) {

	/** Tells at the start what does not go together. */
	ReplaySettings {
		if (silence.compareTo(beat.multipliedBy(2)) <= 0) {
			throw new IllegalArgumentException(
					"millrace.processor.replays.silence (%s) must be more than twice millrace.processor.replays.beat (%s)"
							.formatted(silence, beat));
		}
	}
}
