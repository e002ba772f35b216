package dev.millrace.ingest.webhook;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A secret at the end of the path, for senders that cannot sign. It proves the sender, not that the body is whole. */
record PathToken(List<Secret> secrets) implements Proof {

	@Override
	public Optional<Flaw> flaw(Delivery delivery, Instant now) {
		if (delivery.token().isEmpty()) {
			return Optional.of(Flaw.MISSING);
		}
		byte[] sent = delivery.token().get().getBytes(UTF_8);
		boolean found = false;
		for (Secret secret : secrets) {
			found |= MessageDigest.isEqual(secret.bytes(), sent);
		}
		return found ? Optional.empty() : Optional.of(Flaw.WRONG);
	}
}
