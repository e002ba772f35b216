package dev.millrace.web.keys;

/** The store of keys does not answer: nobody can say whether a key is good. */
public final class KeysUnavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * What failed.
	 *
	 * @param message names the store and what it said; it holds no key
	 */
	public KeysUnavailable(String message, Throwable cause) {
		super(message, cause);
	}
}
