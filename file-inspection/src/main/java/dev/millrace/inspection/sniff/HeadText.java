package dev.millrace.inspection.sniff;

import java.util.Optional;

import dev.millrace.inspection.text.Encodings;

/**
 * The head of a file, if it is text.
 *
 * @param more whether the file goes on, so that the last line may be cut
 */
record HeadText(String text, boolean more) {

	static Optional<HeadText> of(byte[] head, boolean more) {
		var text = new String(head, Encodings.of(head, more));
		if (text.startsWith("\ufeff")) {
			text = text.substring(1);
		}
		return text.chars().anyMatch(HeadText::isNoText) ? Optional.empty() : Optional.of(new HeadText(text, more));
	}

	/** Control characters that no text has; ESC and FF do turn up in logs and listings. */
	private static boolean isNoText(int character) {
		return character < 0x20 && "\t\n\r\f\u001b\b".indexOf(character) < 0;
	}
}
