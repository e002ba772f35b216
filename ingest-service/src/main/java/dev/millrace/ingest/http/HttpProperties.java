package dev.millrace.ingest.http;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;

import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one request may hold, under {@code millrace.ingest.http}.
 *
 * @param maxRequestBytes of one request's body, before and after unpacking
 * @param maxEvents in one request
 * @param maxBytesInFlight of all bodies that are read but not yet answered, with 1,024 for each of their events; beyond it requests are
 *            answered 503
 * @param bodyTimeout in which a whole body has to arrive; 408 beyond it
 * @param minBodyBytesPerSecond that a body has to arrive with on average; 408 below it
 * @param bodyGrace before that average counts
 */
@Validated
@ConfigurationProperties("millrace.ingest.http")
record HttpProperties(
		@DefaultValue("10485760") @Range(min = 1024, max = 104857600) int maxRequestBytes,
		@DefaultValue("10000") @Range(min = 1, max = 100000) int maxEvents,
		@DefaultValue("67108864") @Range(min = 1048576, max = 17179869184L) long maxBytesInFlight,
		@DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration bodyTimeout,
		@DefaultValue("256") @Range(min = 0, max = 1048576) int minBodyBytesPerSecond,
		@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration bodyGrace) {

	@AssertTrue(message = "max-bytes-in-flight must be at least max-request-bytes and 1024 for each of max-events: a request that fits in nowhere would be told for ever to come again")
	boolean isRoomForTheLargest() {
		return maxBytesInFlight >= maxRequestBytes + (long) Admission.EVENT_BYTES * maxEvents;
	}
}
