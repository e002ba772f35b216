package dev.millrace.web.keys;

import java.time.Duration;
import java.util.Optional;

import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How keys are known, under {@code millrace.web.keys}.
 *
 * @param bootstrap a key with every scope that stands in no table, to make others with; blank for none. Either
 *        whole or the 80 digits of its id and secret alone. Its shape is checked where it is used, not here: a failed
 *        binding would print it
 * @param freshFor how long a key that was read counts without a look at the table. Five seconds of a slow answer more, it
 *        is the time in which a revocation takes effect everywhere, which stays below 30 s
 * @param unknownFor how long an id that is in no table stays unknown
 * @param staleFor how long a known key goes on to count while the table does not answer; a revocation of that time waits
 *        for the table
 * @param cached keys that are remembered, and as many unknown ids
 */
@Validated
@ConfigurationProperties("millrace.web.keys")
record KeySettings(
		@Nullable String bootstrap,
		@DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(seconds = 25) Duration freshFor,
		@DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(seconds = 30) Duration unknownFor,
		@DefaultValue("5m") @DurationMin(seconds = 30) @DurationMax(hours = 1) Duration staleFor,
		@DefaultValue("10000") @Range(min = 100, max = 1000000) int cached) {

	Optional<String> bootstrapText() {
		return Optional.ofNullable(bootstrap).map(String::strip).filter(text -> !text.isEmpty());
	}

	@Override
	public String toString() {
		return "KeySettings[bootstrap=***, freshFor=%s, unknownFor=%s, staleFor=%s, cached=%d]".formatted(freshFor,
				unknownFor, staleFor, cached);
	}
}
