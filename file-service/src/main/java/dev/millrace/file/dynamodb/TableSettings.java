package dev.millrace.file.dynamodb;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where files are known.
 *
 * @param table the table's name
 * @param indexSlots how many partitions of an index share the files of one status, one type, or all; 1 to 64. It may grow at any
 *            time; once grown it must not shrink, since files in the slots beyond would no longer be asked for
 */
@Validated
@ConfigurationProperties("millrace.file")
record TableSettings(@DefaultValue("millrace-files") @NotBlank String table,
		@DefaultValue("4") @Min(1) @Max(64) int indexSlots) {}
