package dev.millrace.processor.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How cursors are made.
 *
 * @param cursorSecret signs the cursors of lists, at least 32 characters; the same for all instances of the service.
 *            Changing it makes the cursors that are out invalid
 */
@Validated
@ConfigurationProperties("millrace.processor")
record CursorSettings(
		@NotNull(message = "must be set, as by MILLRACE_PROCESSOR_CURSOR_SECRET, to at least 32 characters") @Size(min = 32, message = "must have at least 32 characters") String cursorSecret) {

	@Override
	public String toString() {
		return "CursorSettings[cursorSecret=***]";
	}
}
