package dev.millrace.processor.eventbridge;

import jakarta.validation.constraints.NotBlank;

import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where stored events are published. Without a name nothing is.
 *
 * @param name of the bus
 * @param callBytes bytes of one PutEvents call, and so of one event, as EventBridge counts them; a larger event is published
 *            as a reference. 256 KiB is taken everywhere, up to 1 MiB where EventBridge has raised it
 */
@Validated
@ConfigurationProperties("millrace.processor.bus")
record BusSettings(@NotBlank String name,
		@DefaultValue("262144") @Range(min = 16384, max = 1048576) int callBytes) {}
