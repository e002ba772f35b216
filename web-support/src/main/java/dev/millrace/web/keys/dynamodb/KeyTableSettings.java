package dev.millrace.web.keys.dynamodb;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where keys are kept.
 *
 * @param table the table's name
 */
@Validated
@ConfigurationProperties("millrace.web.keys")
record KeyTableSettings(@DefaultValue("millrace-keys") @NotBlank String table) {}
