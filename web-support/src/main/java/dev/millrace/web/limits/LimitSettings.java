package dev.millrace.web.limits;

import java.time.Duration;

import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a key may ask where it has no limit of its own, under {@code millrace.web.limits}.
 *
 * @param refill units that flow into a key's bucket during each period
 * @param period 1 s to 1 h
 * @param burst units that it holds when full
 * @param instances of this service between which the load balancer spreads requests: each grants its share of every
 *        limit
 * @param keys whose buckets are remembered; the one that was used least begins anew, full
 */
@Validated
@ConfigurationProperties("millrace.web.limits")
record LimitSettings(
		@DefaultValue("5000") @Range(min = 1, max = RateLimit.MOST) int refill,
		@DefaultValue("1s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration period,
		@DefaultValue("10000") @Range(min = 1, max = RateLimit.MOST) int burst,
		@DefaultValue("1") @Range(min = 1, max = 1000) int instances,
		@DefaultValue("10000") @Range(min = 100, max = 1000000) int keys) {

	RateLimit limit() {
		return new RateLimit(refill, period, burst);
	}
}
