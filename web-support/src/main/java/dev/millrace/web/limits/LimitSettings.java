package dev.millrace.web.limits;

import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a key may ask where it has no limit of its own, under {@code millrace.web.limits}.
 *
 * @param perSecond by which a key's bucket fills
 * @param burst units that it holds when full
 * @param instances of this service between which the load balancer spreads requests: each grants its share of every
 *        limit
 * @param keys whose buckets are remembered; the one that was used least begins anew, full
 */
@Validated
@ConfigurationProperties("millrace.web.limits")
record LimitSettings(
		@DefaultValue("5000") @Range(min = 1, max = RateLimit.MOST) int perSecond,
		@DefaultValue("10000") @Range(min = 1, max = RateLimit.MOST) int burst,
		@DefaultValue("1") @Range(min = 1, max = 1000) int instances,
		@DefaultValue("10000") @Range(min = 100, max = 1000000) int keys) {

	RateLimit limit() {
		return new RateLimit(perSecond, burst);
	}
}
