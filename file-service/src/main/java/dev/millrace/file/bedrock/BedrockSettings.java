package dev.millrace.file.bedrock;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import dev.millrace.file.Cost;

/**
 * Which model is asked, and how.
 *
 * @param model its id, or that of an inference profile; nothing is asked without
 * @param inputPrice dollars for a million tokens that go in; the default is that of the dearest, so that a cap holds for any
 * @param outputPrice dollars for a million that come out
 * @param answerTokens of one answer at most, 100 to 4,000
 * @param timeout of one call, 1 s to 2 min
 */
@Validated
@ConfigurationProperties("millrace.file.bedrock")
record BedrockSettings(Optional<String> model, @DefaultValue("15") @DecimalMin("0") BigDecimal inputPrice,
		@DefaultValue("75") @DecimalMin("0") BigDecimal outputPrice,
		@DefaultValue("600") @Min(100) @Max(4000) int answerTokens,
		@DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 2) Duration timeout) {

	/** What a model is told beside the text: our words, the tool, and what the vendor puts around them. */
	private static final int AROUND = 2_000;

	/** A token is a byte at least, so no text has more. */
	Cost most(String text) {
		return cost(text.getBytes(StandardCharsets.UTF_8).length + AROUND, answerTokens);
	}

	/** A dollar for a million tokens is a millionth of a dollar for one. */
	Cost cost(long in, long out) {
		var micros = inputPrice.multiply(BigDecimal.valueOf(in)).add(outputPrice.multiply(BigDecimal.valueOf(out)));
		return new Cost(in + out, micros.longValue());
	}
}
