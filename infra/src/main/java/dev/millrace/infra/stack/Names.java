package dev.millrace.infra.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * All names, computed: {@code millrace-WHAT-SUFFIX}. A name that is longer than its type takes keeps its beginning and
 * its suffix and has the rest replaced by a hash of the whole, so that two names never become one.
 */
public final class Names {

	public static final String PROJECT = "millrace";

	private static final int HASH = 8;

	private final String suffix;

	public Names(String suffix) {
		this.suffix = suffix;
	}

	public String suffix() {
		return suffix;
	}

	public String of(Limit limit, String what) {
		return fit(PROJECT + "-" + what + "-" + suffix, limit.characters());
	}

	/**
	 * Of what must be unique in the world, as a bucket.
	 *
	 * @param account and region may be tokens: room is kept for the longest there are
	 */
	public String worldwide(Limit limit, String what, String account, String region) {
		int room = limit.characters() - "-123456789012-ap-southeast-1".length();
		return fit(PROJECT + "-" + what + "-" + suffix, room) + "-" + account + "-" + region;
	}

	/** As {@code /millrace/SUFFIX/WHAT}: a path, for log groups and secrets. */
	public String path(Limit limit, String what) {
		return checked("/" + PROJECT + "/" + suffix + "/" + what, limit);
	}

	/** A log group that AWS finds by its beginning, such as {@code aws-waf-logs-}. */
	public String prefixed(Limit limit, String prefix, String what) {
		return checked(prefix + of(limit, what), limit);
	}

	/** What a service may do. */
	public String taskRole(String service) {
		return of(Limit.ROLE, service + "-task");
	}

	/** What ECS may do to start a service. */
	public String executionRole(String service) {
		return of(Limit.ROLE, service + "-execution");
	}

	private static String checked(String name, Limit limit) {
		if (name.length() > limit.characters()) {
			throw new IllegalArgumentException("%s has over %d characters".formatted(name, limit.characters()));
		}
		return name;
	}

	private String fit(String name, int room) {
		if (name.length() <= room) {
			return name;
		}
		String end = "-" + hash(name) + "-" + suffix;
		String kept = name.substring(0, room - end.length());
		return (kept.endsWith("-") ? kept.substring(0, kept.length() - 1) : kept) + end;
	}

	private static String hash(String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, HASH);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256", e);
		}
	}
}
