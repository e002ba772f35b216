package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands words to clients that they can only give back as they are: shard iterators, and where the next page begins. The key
 * lies beside the streams, so that tokens outlive a restart.
 */
final class Tokens {
	private static final String ALGORITHM = "HmacSHA256";
	private static final int KEY_BYTES = 32;
	private static final int MAC_BYTES = 16;
	/** Holds no line break, which no name of anything here does either. */
	private static final String BETWEEN = "\n";

	private final SecretKeySpec key;

	private Tokens(byte[] key) {
		this.key = new SecretKeySpec(key, ALGORITHM);
	}

	/** With the key in that file, which is made if there is none. */
	static Tokens withKeyIn(Path file) throws IOException {
		if (!Files.exists(file) || Files.size(file) != KEY_BYTES) {
			var fresh = new byte[KEY_BYTES];
			new SecureRandom().nextBytes(fresh);
			Files.write(file, fresh);
		}
		return new Tokens(Files.readAllBytes(file));
	}

	String seal(List<String> words) {
		var text = String.join(BETWEEN, words).getBytes(StandardCharsets.UTF_8);
		var sealed = Arrays.copyOf(mac(text), MAC_BYTES + text.length);
		System.arraycopy(text, 0, sealed, MAC_BYTES, text.length);
		return Base64.getEncoder().encodeToString(sealed);
	}

	/** The words that were sealed; nothing when that is no token of ours. */
	Optional<List<String>> open(String token) {
		return decode(token).filter(sealed -> sealed.length > MAC_BYTES).flatMap(this::verify);
	}

	private Optional<List<String>> verify(byte[] sealed) {
		var text = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
		return MessageDigest.isEqual(mac(text), Arrays.copyOf(sealed, MAC_BYTES))
				? Optional.of(List.of(new String(text, StandardCharsets.UTF_8).split(BETWEEN, -1)))
				: Optional.empty();
	}

	private byte[] mac(byte[] text) {
		try {
			var mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return Arrays.copyOf(mac.doFinal(text), MAC_BYTES);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
		}
	}

	private static Optional<byte[]> decode(String token) {
		try {
			return Optional.of(Base64.getDecoder().decode(token));
		} catch (IllegalArgumentException e) {
			return Optional.empty();
		}
	}
}
