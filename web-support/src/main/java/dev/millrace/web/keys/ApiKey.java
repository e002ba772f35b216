package dev.millrace.web.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A key as its owner holds it: {@code mr_<id>_<secret>}, the id 16 hexadecimal digits (64 bits), the secret 64 (256 bits).
 * Only its owner knows the secret; a service sees it for as long as a request takes and stores its hash.
 */
public final class ApiKey {

	private static final Pattern SHAPE = Pattern.compile("mr_(?<id>[0-9a-f]{16})_(?<secret>[0-9a-f]{64})");
	private static final Pattern DIGITS = Pattern.compile("(?<id>[0-9a-f]{16})(?<secret>[0-9a-f]{64})");
	private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
	private static final int ID_BYTES = 8;
	private static final int SECRET_BYTES = 32;

	private final String id;
	private final String secret;

	private ApiKey(String id, String secret) {
		this.id = id;
		this.secret = secret;
	}

	/** The key that this text is, if it has the shape of one. */
	public static Optional<ApiKey> parse(String text) {
		return read(SHAPE, text);
	}

	/** The key whose id and secret these 80 digits are: a store of secrets can draw digits, and set nothing around them. */
	public static Optional<ApiKey> ofDigits(String text) {
		return read(DIGITS, text);
	}

	private static Optional<ApiKey> read(Pattern shape, String text) {
		var match = shape.matcher(text);
		return match.matches() ? Optional.of(new ApiKey(match.group("id"), match.group("secret"))) : Optional.empty();
	}

	/** A new key. */
	public static ApiKey random(RandomGenerator secure) {
		return new ApiKey(hex(secure, ID_BYTES), hex(secure, SECRET_BYTES));
	}

	/** Whether this text has the shape of a key's id. */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/** What names it; no secret. */
	public String id() {
		return id;
	}

	/** The whole key, to be shown to its owner once and never else. */
	public String text() {
		return "mr_" + id + "_" + secret;
	}

	/** SHA-256 of the secret, in hexadecimal digits. */
	public String hash() {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	/** Without the secret. */
	@Override
	public String toString() {
		return "mr_" + id + "_***";
	}

	private static String hex(RandomGenerator random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}
}
