package dev.millrace.ingest.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

/**
 * {@code X-Hub-Signature-256: sha256=<hex>} over the body. There is no time stamp in it; a replay is the same event again.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating webhook
 *      deliveries</a>
 */
record GithubSignature(Keys keys) implements Proof {

	private static final String PREFIX = "sha256=";

	@Override
	public Optional<Flaw> flaw(Delivery delivery, Instant now) {
		List<byte[]> signatures = delivery.header("X-Hub-Signature-256")
				.filter(value -> value.startsWith(PREFIX))
				.map(value -> Encoded.hex(value.substring(PREFIX.length())))
				.orElse(List.of());
		if (signatures.isEmpty()) {
			return Optional.of(Flaw.MISSING);
		}
		return keys.signed(signatures, delivery.body()) ? Optional.empty() : Optional.of(Flaw.WRONG);
	}
}
