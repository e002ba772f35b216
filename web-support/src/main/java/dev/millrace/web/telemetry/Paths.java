package dev.millrace.web.telemetry;

import java.util.regex.Pattern;

/** Paths as they may be written down. */
public final class Paths {

	private static final String WEBHOOKS = "/v1/webhooks/";
	/** What stands behind a webhook's name is its secret. */
	private static final Pattern TOKEN = Pattern.compile("(" + WEBHOOKS + "[^/]*/).+");

	private Paths() {}

	/** The path, with asterisks for what only the sender may know. */
	public static String withoutSecrets(String path) {
		return path.contains(WEBHOOKS) ? TOKEN.matcher(path).replaceFirst("$1***") : path;
	}
}
