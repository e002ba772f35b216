package dev.millrace.processor.dynamodb;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where events are stored.
 *
 * @param table the table's name
 * @param indexSlots how many partitions of an index share the events of one type, one source, or all; 1 to 64. Each
 *            takes 1,000 events a second, and each is asked for every page. It may grow at any time, since the slots
 *            that were there stay among those that are asked; once grown it must not shrink, since events in the slots
 *            beyond would no longer be asked for
 * @param expire how long events of some types stay: {@code type=duration}, such as {@code order.*=30d}, the first that
 *            names a type; 1 h or more. All others stay for ever
 */
@Validated
@ConfigurationProperties("millrace.processor")
record TableSettings(@DefaultValue("millrace-events") @NotBlank String table,
		@DefaultValue("8") @Min(1) @Max(64) int indexSlots, @DefaultValue List<String> expire) {

	/** Tells at the start what is wrong with a rule. */
	TableSettings {
		expire = List.copyOf(expire);
		Expiry.parse(expire);
	}
}
