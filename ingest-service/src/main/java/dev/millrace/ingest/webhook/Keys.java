package dev.millrace.ingest.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets that are good at the moment: during a rotation the old one and the new one. */
final class Keys {

	private static final String ALGORITHM = "HmacSHA256";

	private final List<SecretKeySpec> keys;

	/** Keys of these bytes, none of them empty. */
	Keys(List<byte[]> secrets) {
		this.keys = secrets.stream().map(secret -> new SecretKeySpec(secret, ALGORITHM)).toList();
	}

	/**
	 * Whether one of the signatures is the HMAC-SHA256 of these parts, one after another, under one of the keys. All are
	 * compared to their end, whichever fits.
	 */
	boolean signed(List<byte[]> signatures, byte[]... parts) {
		boolean found = false;
		for (SecretKeySpec key : keys) {
			byte[] expected = sign(key, parts);
			for (byte[] signature : signatures) {
				found |= MessageDigest.isEqual(expected, signature);
			}
		}
		return found;
	}

	private static byte[] sign(SecretKeySpec key, byte[]... parts) {
		try {
			var mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java platform has HmacSHA256", e);
		}
	}
}
