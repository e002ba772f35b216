package dev.millrace.web.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. None holds another: an administrator's key that is to send events has both scopes. */
public enum Scope {
	/** Send events. */
	EVENTS_WRITE,
	/** Ask for events. */
	EVENTS_READ,
	/** Upload and delete files. */
	FILES_WRITE,
	/** Ask for files and download them. */
	FILES_READ,
	/** Make, list and revoke keys, and what else touches all users' data. */
	ADMIN;

	/** The word for it, as it stands in requests and answers: {@code events:write}. */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', ':');
	}

	/** The scope of a word, if there is one. */
	public static Optional<Scope> of(String word) {
		return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findAny();
	}

	/** All words, for a sentence that names them. */
	public static List<String> words() {
		return Arrays.stream(values()).map(Scope::word).toList();
	}
}
