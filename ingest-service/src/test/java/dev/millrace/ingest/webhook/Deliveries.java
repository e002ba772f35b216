package dev.millrace.ingest.webhook;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes deliveries for tests. */
final class Deliveries {

	private Deliveries() {}

	/** A delivery with these headers, as name, value, name, value. */
	static Delivery delivery(String webhook, String body, String... headers) {
		return delivery(webhook, Optional.empty(), "application/json", body.getBytes(UTF_8), headers);
	}

	static Delivery form(String webhook, String body, String... headers) {
		return delivery(webhook, Optional.empty(), "application/x-www-form-urlencoded", body.getBytes(UTF_8), headers);
	}

	static Delivery delivery(String webhook, Optional<String> token, String contentType, byte[] body,
			String... headers) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (int i = 0; i < headers.length; i += 2) {
			values.merge(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]), Deliveries::both);
		}
		return new Delivery(webhook, token, name -> values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()),
				Optional.of(contentType), body);
	}

	static String hmac(String secret, String text) {
		return HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), text));
	}

	static byte[] hmac(byte[] secret, String text) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			return mac.doFinal(text.getBytes(UTF_8));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	private static List<String> both(List<String> first, List<String> second) {
		return Arrays.asList(first.getFirst(), second.getFirst());
	}
}
