package dev.millrace.inspection.sniff;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A PDF behind other bytes, such as the head of a mail: readers look for its beginning in the first 1,024 bytes of a file and for its end in
 * the last. A text that only speaks of PDF has no such end, and what begins as a page for a browser is none, whatever follows.
 */
final class LatePdf {

	private static final int NEAR = 1024;
	private static final Pattern BEGINNING = Pattern
			.compile("\\A(?:\u00ef\u00bb\u00bf)?+\\s*+[^<].*%PDF-[12]\\.\\d", Pattern.DOTALL);

	private LatePdf() {}

	static boolean isIn(byte[] head, byte[] tail) {
		return BEGINNING.matcher(text(head, 0, Math.min(NEAR, head.length))).find()
				&& text(tail, Math.max(0, tail.length - NEAR), tail.length).contains("%%EOF");
	}

	private static String text(byte[] bytes, int from, int to) {
		return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
	}
}
