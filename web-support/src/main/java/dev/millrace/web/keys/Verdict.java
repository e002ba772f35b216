package dev.millrace.web.keys;

/** What a key that was shown is worth. */
public sealed interface Verdict {

	/** It counts. */
	record Good(StoredKey key) implements Verdict {}

	/**
	 * It does not.
	 *
	 * @param code the stable word for why
	 * @param detail the sentence for it
	 */
	record Bad(String code, String detail) implements Verdict {}
}
