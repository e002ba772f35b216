package dev.millrace.ingest.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.ingest.Delivery;
import dev.millrace.ingest.webhook.Proof.Flaw;

import static dev.millrace.ingest.webhook.Deliveries.delivery;
import static dev.millrace.ingest.webhook.Deliveries.hmac;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Each scheme with the example that its specification publishes, and with what a forger would try. */
class ProofTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
	private static final String OLD = "an old secret";
	private static final String NEW = "the new secret";
	private static final String BODY = "{\"id\":\"evt_1\"}";
	private static final String SLACK_BODY = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
			+ "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
			+ "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
			+ "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

	@Test
	void holdsGithubsExample() {
		var hello = delivery("w", "Hello, World!", "X-Hub-Signature-256",
				"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
		assertThat(github("It's a Secret to Everybody").flaw(hello, NOW)).isEmpty();
	}

	@Test
	void holdsSlacksExample() {
		var command = delivery("w", SLACK_BODY, "X-Slack-Request-Timestamp", "1531420618", "X-Slack-Signature",
				"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
		Proof slack = proof(Scheme.SLACK, "8f742231b10e8888abcd99yyyzzz85a5");
		assertThat(slack.flaw(command, Instant.ofEpochSecond(1531420618 + 299))).isEmpty();
		assertThat(slack.flaw(command, Instant.ofEpochSecond(1531420618 + 301))).contains(Flaw.OUT_OF_TIME);
		assertThat(slack.flaw(command, Instant.ofEpochSecond(1531420618 - 301))).contains(Flaw.OUT_OF_TIME);
	}

	@Test
	void holdsTheExampleOfStandardWebhooks() {
		var test = standard("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}",
				"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
		Instant then = Instant.ofEpochSecond(1614265330);
		assertThat(proof(Scheme.STANDARD_WEBHOOKS, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").flaw(test, then))
				.isEmpty();
		assertThat(proof(Scheme.STANDARD_WEBHOOKS, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").flaw(test, then)).isEmpty();
		var other = standard("msg_another", "1614265330", "{\"test\": 2432232314}",
				"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
		assertThat(proof(Scheme.STANDARD_WEBHOOKS, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").flaw(other, then))
				.as("the id is signed too")
				.contains(Flaw.WRONG);
	}

	@Test
	void takesEitherSecretOfARotationAndNoOther() {
		for (String secret : List.of(OLD, NEW)) {
			assertThat(github(OLD, NEW).flaw(signed(secret), NOW)).isEmpty();
			assertThat(proof(Scheme.STRIPE, OLD, NEW).flaw(stripe(secret, 0), NOW)).isEmpty();
		}
		assertThat(github(OLD, NEW).flaw(signed("some other one"), NOW)).contains(Flaw.WRONG);
		assertThat(proof(Scheme.STRIPE, OLD, NEW).flaw(stripe("some other one", 0), NOW)).contains(Flaw.WRONG);
	}

	@Test
	void seesEachTamperedByte() {
		byte[] body = BODY.getBytes(UTF_8);
		for (int i = 0; i < body.length; i++) {
			byte[] tampered = body.clone();
			tampered[i] ^= 1;
			var forged = delivery("w", Optional.empty(), "application/json", tampered, "X-Hub-Signature-256",
					"sha256=" + hmac(NEW, BODY));
			assertThat(github(NEW).flaw(forged, NOW)).as("byte %d", i).contains(Flaw.WRONG);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "sha256=", "sha256=xyz", "sha256=abc", "sha1=aabb", "757107", "SHA256=aabb",
			"sha256=\u0661\u0662"})
	void aGithubSignatureThatIsNoneIsMissing(String header) {
		var flaw = github(NEW).flaw(delivery("w", BODY, "X-Hub-Signature-256", header), NOW);
		assertThat(flaw).hasValueSatisfying(found -> assertThat(found).isIn(Flaw.MISSING, Flaw.WRONG));
	}

	@Test
	void aSignatureThatIsNotSentOrSentTwiceIsMissing() {
		assertThat(github(NEW).flaw(delivery("w", BODY), NOW)).contains(Flaw.MISSING);
		String right = "sha256=" + hmac(NEW, BODY);
		var twice = delivery("w", BODY, "X-Hub-Signature-256", right, "x-hub-signature-256", right);
		assertThat(github(NEW).flaw(twice, NOW)).contains(Flaw.MISSING);
	}

	@Test
	void takesAnyOfSeveralStripeSignaturesAndNoneOfAnotherVersion() {
		String right = hmac(NEW, NOW.getEpochSecond() + "." + BODY);
		String time = "t=" + NOW.getEpochSecond();
		for (String header : List.of(time + ",v1=00,v1=" + right, "v1=" + right + "," + time + ",v0=11",
				time + ", v1=" + right, time + ",v1=nothex,v1=" + right)) {
			assertThat(stripeProof().flaw(delivery("w", BODY, "Stripe-Signature", header), NOW)).as(header).isEmpty();
		}
		for (String header : List.of(time + ",v0=" + right, time, "v1=" + right, time + "," + time + ",v1=" + right,
				"t=,v1=" + right, "t=x,v1=" + right, "t=-1,v1=" + right, "t=99999999999999999999,v1=" + right)) {
			assertThat(stripeProof().flaw(delivery("w", BODY, "Stripe-Signature", header), NOW)).as(header)
					.isNotEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({"300,true", "301,false", "-300,true", "-301,false", "0,true"})
	void takesWhatWasSignedWithinTheToleranceEitherWay(int secondsAgo, boolean good) {
		assertThat(stripeProof().flaw(stripe(NEW, secondsAgo), NOW).isEmpty()).isEqualTo(good);
	}

	@Test
	void takesAnyOfSeveralStandardSignatures() {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) 7);
		String time = Long.toString(NOW.getEpochSecond());
		String right = "v1," + Base64.getEncoder().encodeToString(hmac(key, "msg_1." + time + "." + BODY));
		Proof proof = proof(Scheme.STANDARD_WEBHOOKS, "whsec_" + Base64.getEncoder().encodeToString(key));
		assertThat(proof.flaw(standard("msg_1", time, BODY, "v1,AAAA v1a,BBBB " + right), NOW)).isEmpty();
		assertThat(proof.flaw(standard("msg_1", time, BODY, right.replace("v1,", "v1a,")), NOW)).contains(Flaw.MISSING);
		assertThat(proof.flaw(standard("msg_1", time, BODY, "v1,%%%"), NOW)).contains(Flaw.MISSING);
		assertThat(proof.flaw(standard("", time, BODY, right), NOW)).contains(Flaw.MISSING);
	}

	@Test
	void holdsATokenInThePath() {
		Proof proof = proof(Scheme.TOKEN, "0123456789abcdef", "fedcba9876543210");
		assertThat(proof.flaw(token("0123456789abcdef"), NOW)).isEmpty();
		assertThat(proof.flaw(token("fedcba9876543210"), NOW)).isEmpty();
		assertThat(proof.flaw(token("0123456789abcdeF"), NOW)).contains(Flaw.WRONG);
		assertThat(proof.flaw(token("0123456789abcde"), NOW)).contains(Flaw.WRONG);
		assertThat(proof.flaw(token(""), NOW)).contains(Flaw.WRONG);
		assertThat(proof.flaw(delivery("w", BODY), NOW)).contains(Flaw.MISSING);
	}

	private static Delivery token(String token) {
		return delivery("w", Optional.of(token), "application/json", new byte[0]);
	}

	private static Delivery signed(String secret) {
		return delivery("w", BODY, "X-Hub-Signature-256", "sha256=" + hmac(secret, BODY));
	}

	private static Delivery stripe(String secret, int secondsAgo) {
		long time = NOW.getEpochSecond() - secondsAgo;
		return delivery("w", BODY, "Stripe-Signature", "t=" + time + ",v1=" + hmac(secret, time + "." + BODY));
	}

	private static Delivery standard(String id, String time, String body, String signature) {
		return delivery("w", body, "webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature);
	}

	private static Proof stripeProof() {
		return proof(Scheme.STRIPE, NEW);
	}

	private static Proof github(String... secrets) {
		return proof(Scheme.GITHUB, secrets);
	}

	private static Proof proof(Scheme scheme, String... secrets) {
		return scheme.proof(Arrays.stream(secrets).map(Secret::of).toList(), new Tolerance(Duration.ofMinutes(5)));
	}
}
