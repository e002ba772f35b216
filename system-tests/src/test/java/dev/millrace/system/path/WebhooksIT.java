package dev.millrace.system.path;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.Everyday;
import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Deliveries.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Real deliveries as GitHub sends them: signed, without a key, through the front door, and again where it got no answer. */
class WebhooksIT {

	private static final String SOURCE = "/webhooks/github";

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Client client = new Client(platform);

	@Test
	void everyDeliveryIsStoredOnceAsItWasSigned() {
		var deliveries = Deliveries.from(SOURCE);
		for (Delivery delivery : deliveries) {
			var answer = send(delivery, sign(delivery.payload()));
			assertThat(answer.statusCode()).as("%s: %s", delivery.id(), answer.body()).isEqualTo(202);
		}
		for (Delivery again : deliveries.subList(0, 20)) {
			assertThat(send(again, sign(again.payload())).statusCode()).as(again.id()).isEqualTo(202);
		}
		var forged = new Delivery("forged", SOURCE, "github.push", "{}");
		assertThat(send(forged, sign("{} ")).statusCode()).isEqualTo(401);
		for (Delivery delivery : deliveries) {
			Awaitility.await(delivery.id())
					.atMost(Duration.ofSeconds(30))
					.until(() -> client.event(delivery.id(), SOURCE).statusCode() == 200);
			assertThat(client.event(delivery.id(), SOURCE).body()).contains("\"type\":\"" + delivery.type() + "\"",
					"\"data\":" + delivery.payload() + ",\"partitionkey\"");
		}
		var stored = Client.json(client.get("/v1/events?source=" + Client.encoded(SOURCE) + "&limit=1000"))
				.get("events");
		assertThat(stored.valueStream().map(event -> event.get("id").asString()).toList())
				.containsExactlyInAnyOrderElementsOf(deliveries.stream().map(Delivery::id).toList());
	}

	private static HttpResponse<String> send(Delivery delivery, String signature) {
		return Client.sent(platform.http(), HttpRequest.newBuilder(platform.frontDoor().resolve("/v1/webhooks/github"))
				.header("Content-Type", "application/json")
				.header("X-GitHub-Event", delivery.type().substring("github.".length()))
				.header("X-GitHub-Delivery", delivery.id())
				.header("X-Hub-Signature-256", signature)
				.POST(BodyPublishers.ofString(delivery.payload()))
				.build());
	}

	private static String sign(String body) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(Everyday.WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
			return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java platform has HmacSHA256", e);
		}
	}
}
