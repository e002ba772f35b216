package dev.millrace.file;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much describing files by a model may take, where one is set.
 *
 * @param tokensADay in and out, over all instances; beyond it nothing is asked until midnight UTC
 * @param dollarsADay the same in money, by the prices that the model has here
 * @param chunkChars of a text that are asked about at once, 1,000 to 200,000
 * @param chunks of a text, 1 to 50; what is behind them is not read
 * @param keptFor how long what was said of a content counts, 1 hour to 1 year
 */
@Validated
@ConfigurationProperties("millrace.file.bedrock")
record DescriptionSettings(@DefaultValue("1000000") @Min(1) long tokensADay,
		@DefaultValue("5") @DecimalMin("0.01") BigDecimal dollarsADay,
		@DefaultValue("40000") @Min(1000) @Max(200000) int chunkChars, @DefaultValue("4") @Min(1) @Max(50) int chunks,
		@DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 366) Duration keptFor) {

	private static final int MICROS = 6;

	Cost mostADay() {
		return new Cost(tokensADay, dollarsADay.movePointRight(MICROS).longValue());
	}
}
