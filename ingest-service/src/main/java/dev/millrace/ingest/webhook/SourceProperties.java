package dev.millrace.ingest.webhook;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One sender, under {@code millrace.ingest.webhooks.<name>}. A place is a JSON pointer into the body ({@code /type}), a header
 * ({@code X-Event}) or a word that is always the same ({@code =order.placed}); of several the first that holds something
 * counts.
 *
 * @param scheme how it signs
 * @param secrets all that are good at the moment, so that one can be replaced while the other still works
 * @param source the source of its events; {@code /webhooks/<name>} where it is not set
 * @param type where the type stands; the scheme's own places where it is not set
 * @param typePrefix what is put before the type; the scheme's own where it is not set
 * @param id where the delivery's id stands; the scheme's own places where it is not set
 * @param tolerance how far a signed time stamp may lie from now, either way
 */
record SourceProperties(@NotNull Scheme scheme, @NotEmpty List<Secret> secrets,
		@Nullable @Pattern(regexp = "[!-~]{1,256}", message = "must be a URI reference of 1 to 256 characters") String source,
		@DefaultValue List<String> type, @Nullable @Pattern(regexp = "[!-~]{0,64}") String typePrefix,
		@DefaultValue List<String> id,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration tolerance) {}
