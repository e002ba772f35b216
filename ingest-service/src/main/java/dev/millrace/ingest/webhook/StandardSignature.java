package dev.millrace.ingest.webhook;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code webhook-signature: v1,<base64> v1,<base64>} over {@code <webhook-id>.<webhook-timestamp>.<body>}. Asymmetric
 * signatures ({@code v1a}) are passed over.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *      Webhooks</a>
 */
record StandardSignature(Keys keys, Tolerance tolerance) implements Proof {

	/** Where the specification has the id, under the same names for signing and for the event. */
	static final String ID = "webhook-id";
	private static final String PREFIX = "v1,";

	@Override
	public Optional<Flaw> flaw(Delivery delivery, Instant now) {
		String id = delivery.header(ID).orElse("");
		String time = delivery.header("webhook-timestamp").orElse("");
		List<byte[]> signatures = signatures(delivery.header("webhook-signature").orElse(""));
		if (id.isEmpty() || signatures.isEmpty()) {
			return Optional.of(Flaw.MISSING);
		}
		if (!tolerance.holds(time, now)) {
			return Optional.of(Flaw.OUT_OF_TIME);
		}
		return keys.signed(signatures, (id + "." + time + ".").getBytes(UTF_8), delivery.body())
				? Optional.empty()
				: Optional.of(Flaw.WRONG);
	}

	private static List<byte[]> signatures(String header) {
		return Arrays.stream(header.split(" ", -1))
				.filter(element -> element.startsWith(PREFIX))
				.flatMap(element -> Encoded.base64(element.substring(PREFIX.length())).stream())
				.toList();
	}
}
