package dev.millrace.ingest.webhook;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code Stripe-Signature: t=<seconds>,v1=<hex>,v1=<hex>} over {@code <t>.<body>}: one {@code v1} a secret that is good at
 * the moment. Other elements, such as {@code v0} of test mode, prove nothing.
 *
 * @see <a href="https://docs.stripe.com/webhooks?verify=verify-manually">Verify webhook signatures manually</a>
 */
record StripeSignature(Keys keys, Tolerance tolerance) implements Proof {

	@Override
	public Optional<Flaw> flaw(Delivery delivery, Instant now) {
		List<String> elements = delivery.header("Stripe-Signature")
				.map(header -> Arrays.stream(header.split(",", -1)).map(String::strip).toList())
				.orElse(List.of());
		List<String> times = values(elements, "t=");
		List<byte[]> signatures = values(elements, "v1=").stream().flatMap(hex -> Encoded.hex(hex).stream()).toList();
		if (times.size() != 1 || signatures.isEmpty()) {
			return Optional.of(Flaw.MISSING);
		}
		String time = times.getFirst();
		if (!tolerance.holds(time, now)) {
			return Optional.of(Flaw.OUT_OF_TIME);
		}
		return keys.signed(signatures, (time + ".").getBytes(UTF_8), delivery.body())
				? Optional.empty()
				: Optional.of(Flaw.WRONG);
	}

	private static List<String> values(List<String> elements, String prefix) {
		return elements.stream()
				.filter(element -> element.startsWith(prefix))
				.map(element -> element.substring(prefix.length()))
				.toList();
	}
}
