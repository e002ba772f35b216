package dev.millrace.cloud.s3.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The key that signature version 4 derives from a secret for one day, region and service. */
final class SigningKey {
	private final byte[] key;

	private SigningKey(byte[] key) {
		this.key = key;
	}

	static SigningKey of(String secret, CredentialScope scope) {
		var key = ("AWS4" + secret).getBytes(UTF_8);
		for (var part : new String[]{scope.date(), scope.region(), scope.service(), "aws4_request"}) {
			key = mac(key, part);
		}
		return new SigningKey(key);
	}

	/** Whether it is the signature of that text, in a time that does not depend on where they differ. */
	boolean signed(String text, String signature) {
		var expected = HexFormat.of().formatHex(mac(key, text));
		return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
	}

	private static byte[] mac(byte[] key, String text) {
		try {
			var mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(UTF_8));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java platform has HmacSHA256", e);
		}
	}
}
