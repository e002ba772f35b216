package dev.millrace.ingest.http;

import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one request may hold, under {@code millrace.ingest.http}.
 *
 * @param maxRequestBytes of one request's body
 * @param maxEvents in one request
 * @param maxBytesInFlight of all bodies that are read but not yet answered; beyond it requests are answered 503
 */
@Validated
@ConfigurationProperties("millrace.ingest.http")
record HttpProperties(
		@DefaultValue("10485760") @Range(min = 1024, max = 104857600) int maxRequestBytes,
		@DefaultValue("10000") @Range(min = 1, max = 100000) int maxEvents,
		@DefaultValue("67108864") @Range(min = 1048576, max = 17179869184L) long maxBytesInFlight) {}
