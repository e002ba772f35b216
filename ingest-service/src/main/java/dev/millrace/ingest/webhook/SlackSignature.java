package dev.millrace.ingest.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code X-Slack-Signature: v0=<hex>} over {@code v0:<X-Slack-Request-Timestamp>:<body>}.
 *
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Verifying requests from Slack</a>
 */
record SlackSignature(Keys keys, Tolerance tolerance) implements Proof {

	private static final String PREFIX = "v0=";

	@Override
	public Optional<Flaw> flaw(Delivery delivery, Instant now) {
		String time = delivery.header("X-Slack-Request-Timestamp").orElse("");
		List<byte[]> signatures = delivery.header("X-Slack-Signature")
				.filter(value -> value.startsWith(PREFIX))
				.map(value -> Encoded.hex(value.substring(PREFIX.length())))
				.orElse(List.of());
		if (signatures.isEmpty()) {
			return Optional.of(Flaw.MISSING);
		}
		if (!tolerance.holds(time, now)) {
			return Optional.of(Flaw.OUT_OF_TIME);
		}
		return keys.signed(signatures, ("v0:" + time + ":").getBytes(UTF_8), delivery.body())
				? Optional.empty()
				: Optional.of(Flaw.WRONG);
	}
}
