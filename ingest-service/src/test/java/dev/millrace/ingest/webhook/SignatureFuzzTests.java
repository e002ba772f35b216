package dev.millrace.ingest.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.millrace.ingest.Delivery;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever headers and bodies: who does not know the secret is refused, and nothing is thrown. */
class SignatureFuzzTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
	private static final List<Secret> SECRETS = List.of(Secret.of("0123456789abcdef0123456789abcdef"));

	@FuzzTest(maxDuration = "5s")
	void nobodyGuessesASignature(FuzzedDataProvider data) {
		Scheme scheme = data.pickValue(Scheme.values());
		String id = data.consumeString(20);
		String time = data.consumeBoolean() ? Long.toString(NOW.getEpochSecond()) : data.consumeString(20);
		String signature = data.consumeString(200);
		Delivery delivery = Deliveries.delivery("w", Optional.of(data.consumeString(40)), data.consumeString(40),
				data.consumeRemainingAsBytes(), "X-Hub-Signature-256", signature, "X-Slack-Signature", signature,
				"X-Slack-Request-Timestamp", time, "Stripe-Signature", "t=" + time + "," + signature, "webhook-id", id,
				"webhook-timestamp", time, "webhook-signature", signature);
		assertThat(scheme.proof(SECRETS, new Tolerance(Duration.ofMinutes(5))).flaw(delivery, NOW)).isPresent();
		for (Place place : List.of(Place.of("/event/type"), Place.of("/type"), Place.of("webhook-id"))) {
			assertThat(place.find(delivery)).isNotNull();
		}
	}
}
