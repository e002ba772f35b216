package dev.millrace.cloud.kinesis.api;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.cloud.kinesis.ErrorCode;

/** What is wrong with a request, all of it at once and in the words of AWS. */
final class Violations {
	private final List<String> found = new ArrayList<>();

	/** Checks a value that must be there; a missing one breaks no other rule. */
	void require(@Nullable String value, String path, Rule... rules) {
		if (value == null) {
			found.add("Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(path));
		} else {
			check(value, path, rules);
		}
	}

	void check(String value, String path, Rule... rules) {
		for (var rule : rules) {
			if (!rule.allows(value)) {
				add(value, path, rule);
			}
		}
	}

	/** For a value that is known to break a rule. */
	void add(String value, String path, Rule broken) {
		found.add("Value '%s' at '%s' failed to satisfy constraint: %s".formatted(value, path, broken.constraint()));
	}

	/** For a value that is too large, or too secret, to be repeated. */
	void add(String path, Rule broken) {
		found.add("Value at '%s' failed to satisfy constraint: %s".formatted(path, broken.constraint()));
	}

	/** Throws VALIDATION when anything is wrong. */
	void throwIfAny() {
		if (!found.isEmpty()) {
			throw ErrorCode.VALIDATION.with("%d validation error%s detected: %s".formatted(found.size(),
					found.size() == 1 ? "" : "s", String.join("; ", found)));
		}
	}
}
