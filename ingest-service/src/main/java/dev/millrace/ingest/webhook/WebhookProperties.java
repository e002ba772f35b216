package dev.millrace.ingest.webhook;

import java.util.Map;

import jakarta.validation.Valid;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who delivers in its own form.
 *
 * @param webhooks each sender by the name in its path
 */
@Validated
@ConfigurationProperties("millrace.ingest")
record WebhookProperties(@DefaultValue Map<String, @Valid SourceProperties> webhooks) {}
