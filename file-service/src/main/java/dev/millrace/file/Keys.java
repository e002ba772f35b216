package dev.millrace.file;

import java.util.Optional;

/** Under which keys the bucket holds what. None of them has anything of the client's in it. */
public final class Keys {

	/** Of files as they came. */
	public static final String UPLOADS = "uploads/";
	/** Of what was made of them. */
	public static final String DERIVATIVES = "derivatives/";

	private Keys() {}

	/** Of the file's content. */
	public static String content(String id) {
		return UPLOADS + id;
	}

	/** Of all derivatives of a file. */
	public static String derivatives(String id) {
		return DERIVATIVES + id + "/";
	}

	/** Of the derivatives of one content: another content's are others. */
	public static String derivatives(String id, Generation generation) {
		return derivatives(id) + generation.place().digits() + "/";
	}

	/** Whose content that key is, if it is one's. */
	public static Optional<String> fileOfContent(String key) {
		return file(key, UPLOADS).filter(id -> key.length() == UPLOADS.length() + id.length());
	}

	/** Whose derivative that key is, if it is one's. */
	public static Optional<String> fileOfDerivative(String key) {
		return file(key, DERIVATIVES).filter(id -> key.startsWith(derivatives(id)));
	}

	/** Of which of the file's contents that derivative is; empty where the key is none that this service makes. */
	static Optional<Sequencer> contentOfDerivative(String id, String key) {
		String all = derivatives(id);
		int end = key.indexOf('/', all.length());
		return key.startsWith(all) && end > 0
				? Sequencer.of(key.substring(all.length(), end))
				: Optional.empty();
	}

	private static Optional<String> file(String key, String prefix) {
		int end = prefix.length() + Ids.LENGTH;
		return key.startsWith(prefix) && key.length() >= end
				? Optional.of(key.substring(prefix.length(), end)).filter(Ids::isOne)
				: Optional.empty();
	}
}
