package dev.millrace.web.telemetry;

import java.util.regex.Pattern;

/** Paths as they may be written down. */
public final class Paths {

	/** What stands behind a webhook's name is its secret. */
	private static final Pattern TOKEN = Pattern.compile("(/v1/webhooks/[^/]*/).+");

	private Paths() {}

	/** The path, with asterisks for what only the sender may know. */
	public static String withoutSecrets(String path) {
		return TOKEN.matcher(path).replaceFirst("$1***");
	}
}
