package dev.millrace.ingest.webhook;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The ways of signing that are known here, each with the places where its senders put an event's type and id. */
enum Scheme {

	/** GitHub, and whoever signs like it. */
	GITHUB("X-GitHub-Event", "github.", "X-GitHub-Delivery") {

		@Override
		Proof proof(List<Secret> secrets, Tolerance tolerance) {
			return new GithubSignature(keys(secrets));
		}
	},

	/** Stripe. */
	STRIPE("/type", "", "/id") {

		@Override
		Proof proof(List<Secret> secrets, Tolerance tolerance) {
			return new StripeSignature(keys(secrets), tolerance);
		}
	},

	/** Slack: events as JSON, slash commands as forms, and interactions as JSON inside a form. */
	SLACK("/event/type,/type,=slash_command", "", "/event_id,/trigger_id") {

		@Override
		Proof proof(List<Secret> secrets, Tolerance tolerance) {
			return new SlackSignature(keys(secrets), tolerance);
		}
	},

	/** Senders that follow the Standard Webhooks specification. */
	STANDARD_WEBHOOKS("/type", "", StandardSignature.ID) {

		@Override
		Proof proof(List<Secret> secrets, Tolerance tolerance) {
			return new StandardSignature(new Keys(secrets.stream().map(Scheme::decoded).toList()), tolerance);
		}

		@Override
		String flaw(Secret secret) {
			String flaw = super.flaw(secret);
			return flaw.isEmpty() && decoded(secret).length < SHORTEST_SECRET
					? "must be Base64 of %d bytes or more, with or without whsec_ before it".formatted(SHORTEST_SECRET)
					: flaw;
		}
	},

	/** No signature: a secret in the path. */
	TOKEN("", "", "") {

		@Override
		Proof proof(List<Secret> secrets, Tolerance tolerance) {
			return new PathToken(secrets);
		}

		@Override
		String flaw(Secret secret) {
			return secret.text().matches("[A-Za-z0-9._~-]{16,256}") ? ""
					: "must be 16 to 256 of the characters A-Z a-z 0-9 . _ ~ -, as it stands in a path";
		}
	};

	private static final int SHORTEST_SECRET = 8;
	private static final String STANDARD_PREFIX = "whsec_";

	private final String types;
	private final String typePrefix;
	private final String ids;

	/** Places are written as settings write them, with commas between. */
	Scheme(String types, String typePrefix, String ids) {
		this.types = types;
		this.typePrefix = typePrefix;
		this.ids = ids;
	}

	/** What its senders prove deliveries with. */
	abstract Proof proof(List<Secret> secrets, Tolerance tolerance);

	/** What is wrong with a secret, in words that finish its setting's name; empty where nothing is. */
	String flaw(Secret secret) {
		return secret.text().length() >= SHORTEST_SECRET ? ""
				: "must have %d characters or more".formatted(SHORTEST_SECRET);
	}

	/** Where the type stands; the first place that holds one counts. */
	List<Place> types() {
		return places(types);
	}

	/** What is put before the type. */
	String typePrefix() {
		return typePrefix;
	}

	/** Where the id stands; the first place that holds one counts. */
	List<Place> ids() {
		return places(ids);
	}

	private static List<Place> places(String settings) {
		return Arrays.stream(settings.split(",")).filter(setting -> !setting.isEmpty()).map(Place::of).toList();
	}

	private static Keys keys(List<Secret> secrets) {
		return new Keys(secrets.stream().map(Secret::bytes).toList());
	}

	private static byte[] decoded(Secret secret) {
		String text = secret.text();
		try {
			return Base64.getDecoder()
					.decode(text.startsWith(STANDARD_PREFIX) ? text.substring(STANDARD_PREFIX.length()) : text);
		} catch (IllegalArgumentException _) {
			return new byte[0];
		}
	}
}
