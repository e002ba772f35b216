package dev.millrace.web.keys;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request. A handler takes it as an argument; it is also the request's attribute {@link #ATTRIBUTE}.
 *
 * @param keyId the id of the key that the request showed
 * @param name the key's name
 * @param scopes what it may do
 * @param defaultSource the source of events that name none, where the key has one
 * @param types the event types that it may send: a type, or the beginning of one with {@code *} at its end; empty for any
 */
public record Caller(String keyId, String name, Set<Scope> scopes, Optional<String> defaultSource,
		List<String> types) {

	/** Where a request keeps its caller. */
	public static final String ATTRIBUTE = Caller.class.getName();

	public Caller {
		scopes = Set.copyOf(scopes);
		types = List.copyOf(types);
	}

	/** The source of this caller's events that name none: the key's default source, else its name. */
	public String source() {
		return defaultSource.orElse(name);
	}

	/** Whether it may do this. */
	public boolean may(Scope scope) {
		return scopes.contains(scope);
	}

	/** Whether it may send events of this type. */
	public boolean maySend(String type) {
		return types.isEmpty() || types.stream().anyMatch(pattern -> matches(pattern, type));
	}

	private static boolean matches(String pattern, String type) {
		return pattern.endsWith("*") ? type.startsWith(pattern.substring(0, pattern.length() - 1))
				: pattern.equals(type);
	}
}
