package dev.millrace.ingest.keys;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.millrace.web.json.Members;
import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.limits.RateLimit;
import dev.millrace.web.problem.Refusal;

/**
 * What a key is to be, as its maker asks for it.
 *
 * @param name of letters, digits and {@code . _ ~ -}, so that it may stand as the source of an event
 */
record NewKey(String name, Set<Scope> scopes, Optional<String> defaultSource, List<String> types,
		Optional<RateLimit> rateLimit, Optional<Instant> expiresAt) {

	private static final Set<String> KNOWN = Set.of("name", "scopes", "defaultSource", "types", "rateLimit",
			"expiresAt");
	private static final Set<String> KNOWN_OF_LIMIT = Set.of("perSecond", "burst");
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}");
	private static final Pattern TYPE = Pattern.compile("[^*\\p{Cntrl}]{1,256}|[^*\\p{Cntrl}]{0,255}\\*");
	private static final int MOST_TYPES = 100;
	private static final int LONGEST_SOURCE = 256;

	/**
	 * Reads a request's body.
	 *
	 * @throws Refusal naming the first member that is wrong
	 */
	static NewKey read(byte[] body, Instant now) {
		var members = Members.of(body);
		members.requireKnown(KNOWN);
		return new NewKey(name(members), scopes(members), source(members), types(members), rateLimit(members),
				expiry(members, now));
	}

	StoredKey stored(ApiKey key, Instant now) {
		return new StoredKey(key.id(), key.hash(), name, scopes, defaultSource, types, rateLimit, now, expiresAt,
				Optional.empty());
	}

	private static String name(Members members) {
		String name = members.text("name").orElseThrow(() -> members.refused("name", "is missing"));
		if (!NAME.matcher(name).matches()) {
			throw members.refused("name",
					"must have 1 to 100 letters, digits or . _ ~ -, and begin with a letter or digit");
		}
		return name;
	}

	private static Set<Scope> scopes(Members members) {
		List<String> words = members.texts("scopes", Scope.values().length);
		if (words.isEmpty()) {
			throw members.refused("scopes", "must name at least one of " + String.join(", ", Scope.words()));
		}
		var scopes = EnumSet.noneOf(Scope.class);
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			String place = "scopes/" + i;
			scopes.add(Scope.of(word)
					.orElseThrow(() -> members.refused(place, "names the scope '%s', which is not known; there are %s"
							.formatted(word, String.join(", ", Scope.words())))));
		}
		return scopes;
	}

	private static Optional<String> source(Members members) {
		Optional<String> source = members.text("defaultSource");
		source.filter(text -> text.isEmpty() || text.length() > LONGEST_SOURCE || !isUriReference(text))
				.ifPresent(_ -> {
					throw members.refused("defaultSource",
							"must be a URI reference of 1 to %d characters".formatted(LONGEST_SOURCE));
				});
		return source;
	}

	/** As an event's source is read back: the platform's class takes more than RFC 3986 does. */
	private static boolean isUriReference(String text) {
		try {
			return text.chars().allMatch(c -> c < 0x80) && !new URI(text).toString().isEmpty();
		} catch (URISyntaxException _) {
			return false;
		}
	}

	private static List<String> types(Members members) {
		List<String> types = members.texts("types", MOST_TYPES);
		for (int i = 0; i < types.size(); i++) {
			if (!TYPE.matcher(types.get(i)).matches()) {
				throw members.refused("types/" + i,
						"must be an event type of 1 to 256 characters, or the beginning of one with * at its end");
			}
		}
		return types;
	}

	private static Optional<RateLimit> rateLimit(Members members) {
		return members.object("rateLimit").map(limit -> {
			limit.requireKnown(KNOWN_OF_LIMIT);
			return new RateLimit(limit.wholeNumber("perSecond", RateLimit.MOST),
					limit.wholeNumber("burst", RateLimit.MOST));
		});
	}

	private static Optional<Instant> expiry(Members members, Instant now) {
		return members.text("expiresAt").map(text -> {
			try {
				Instant end = OffsetDateTime.parse(text).toInstant();
				if (end.isAfter(now)) {
					return end;
				}
			} catch (DateTimeException _) {
				throw members.refused("expiresAt", "must be an instant as in RFC 3339, such as 2030-01-01T00:00:00Z");
			}
			throw members.refused("expiresAt", "lies in the past");
		});
	}
}
