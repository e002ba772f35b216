package dev.millrace.inspection.document;

import java.io.Writer;
import java.util.Map;

/** Keeps the beginning of a text and counts the rest. */
final class CappedText extends Writer {

	private final StringBuilder kept = new StringBuilder();
	private final int most;
	private long length;

	CappedText(int most) {
		this.most = most;
	}

	@Override
	public void write(char[] buffer, int offset, int count) {
		kept.append(buffer, offset, (int) Math.min(count, most - Math.min(most, length)));
		length += count;
	}

	void putInto(Map<String, Object> json) {
		json.put("characters", length);
		json.put("truncated", length > most);
	}

	/** Never ends in half a pair of surrogates. */
	String text() {
		int end = kept.length();
		return kept.substring(0, end > 0 && length > most && Character.isHighSurrogate(kept.charAt(end - 1)) ? end - 1
				: end);
	}

	@Override
	public void flush() {
		// Nothing is held back.
	}

	@Override
	public void close() {
		// Nothing is open.
	}
}
