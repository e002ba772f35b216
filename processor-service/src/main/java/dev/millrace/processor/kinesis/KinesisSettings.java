package dev.millrace.processor.kinesis;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import software.amazon.kinesis.metrics.MetricsLevel;

/**
 * How the stream is read. The defaults are for production, where several workers share tables that are paid by the call;
 * the profile {@code local} is for one worker on one machine, where what counts is how soon it begins.
 *
 * @param stream the stream's name
 * @param application the name under which the stream is read, which is the lease table's name too
 * @param workerId who holds a lease, different for each worker; the same after a restart, which then takes its leases
 *            back at once. Empty: the name of the host
 * @param idle wait between reads of a shard that has nothing new, 200 ms to 10 s; Kinesis allows five reads a second and
 *            shard
 * @param failover silence after which a worker's leases go to others, 1 s to 5 min; at most a quarter of it and two
 *            {@code assignment}s later. What a kill -9 costs, against leases lost to a mere pause
 * @param assignment how often leases are shared out, 100 ms to 5 min
 * @param shardSync how often the leader looks for shards without a lease, 1 s to 10 min
 * @param dispatch how often the worker looks for what to do next, 50 ms to 10 s; it bounds how soon a new lease is read
 * @param parentPoll how often a shard asks whether its parents are finished, 100 ms to 5 min
 * @param leaderLease how long a leader that died keeps its place, 3 s to 10 min
 * @param leaderHeartbeat how often a leader renews it, 1 s to 2 min, less than half of {@code leaderLease}
 * @param maxRecords records of one read before they are taken out of their aggregates, 1 to 10,000
 * @param fanOut whether shards are read by enhanced fan-out, where Kinesis sends records over HTTP/2, instead of by asking
 *            for them every {@code idle}
 * @param drain how long a batch may take to end after SIGTERM before it is left to the next worker, 0 s to 60 s
 * @param metrics which of the library's own metrics go to CloudWatch, where each costs money: NONE, SUMMARY, DETAILED
 */
@Validated
@ConfigurationProperties("millrace.processor.kinesis")
record KinesisSettings(@DefaultValue("millrace-events") @NotBlank String stream,
		@DefaultValue("millrace-processor") @NotBlank String application, @DefaultValue("") @NotNull String workerId,
		@DefaultValue("250ms") @DurationMin(millis = 200) @DurationMax(seconds = 10) Duration idle,
		@DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration failover,
		@DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration assignment,
		@DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration shardSync,
		@DefaultValue("500ms") @DurationMin(millis = 50) @DurationMax(seconds = 10) Duration dispatch,
		@DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration parentPoll,
		@DefaultValue("30s") @DurationMin(seconds = 3) @DurationMax(minutes = 10) Duration leaderLease,
		@DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 2) Duration leaderHeartbeat,
		@DefaultValue("1000") @Min(1) @Max(10_000) int maxRecords,
		@DefaultValue("false") boolean fanOut,
		@DefaultValue("5s") @DurationMin(seconds = 0) @DurationMax(seconds = 60) Duration drain,
		@DefaultValue("SUMMARY") @NotNull MetricsLevel metrics) {}
