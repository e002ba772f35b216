package dev.millrace.ingest.webhook;

/** A webhook's setting that cannot be. The message names the property, and never its value where that is a secret. */
final class InvalidWebhookException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidWebhookException(String webhook, String property, String flaw) {
		super("millrace.ingest.webhooks.%s%s %s".formatted(webhook, property, flaw));
	}
}
